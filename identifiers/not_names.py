"""Words after a title that are no surname: "the Dr will", "Nurse Practitioner", "Miss Monday's clinic"."""

COMMON = """
    a about above after again against all almost alone along already also although always am among an and
    another any anybody anyone anything are around as ask asked asks at away back be because been before
    began begin being below between both but by call called calls came can cannot come comes could day
    days did do does doing done down during each either else even ever every everybody everyone everything
    few first for four from full gave get gets give given gives go goes going got had half has have having
    he hear her here hers herself him himself his how i if in instead into is it its itself just keep kept
    know knows last later led left let like made make makes many may maybe me might more most much must my
    myself need needs neither never new next no nobody none nor not nothing now of off often on once one
    only or other others our out over own per please put rather said same saw say says second see seen
    sees she should since so some somebody someone something soon still stop such take takes tell tells
    than that the their them then there these they thing things think this those three through time times
    to today together told too took two under until up upon us use used uses very want wants was way we
    well went were what when where whether which while who whoever whom whose why will with within without
    won work works would write writes wrote yes yet you your yours
"""
# "May", "Summer" and the like are names too, but after a title they are hardly ever meant so.
CALENDAR = """
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august
    september october november december christmas easter ramadan eid diwali winter spring summer autumn
    weekend night nights
"""
WORKPLACE = """
    advice agency appointment appointments area assessment assistant assistants associate associates bank
    band bay bed board boards book borough budget budgets care carer carers centre charge charity chart
    clinic clinics cloud community company consultant consultants council cover department director
    directors discharge doctor doctors drug drugs fellow form forms governor group handover handwriting
    health home hospice hospital hospitals hours hub imaging informatics letter letters lead leads leaders
    lecturer list lunch machine manager managers matron meeting meetings mentor midwife model notes nurse
    nurses nursing office officer organisation patient patients pay pharmacist plan post posts practice
    practitioner practitioners prescriber prescribers prescribing programme queue ratio ratios record
    records report results room rota rotas round rounds scan scanner scanners scans school service
    services shift shifts shortage sister sisters site sites specialist specialists staff staffing student
    students surgery system systems target targets teacher team teams therapist therapists therapy train
    training triage trust trusts uniform uniforms unit units visit visits visitor ward wards word excel
    outlook worker workers
"""
# Short forms in capitals, which could be surnames by their looks.
SHORT_FORMS = """
    nhs nhse gp gps itu icu hdu mdt hca hcas icb ics cqc nice dna cpr hr msk mri nmc gmc rcn unison amhp
    ctg
"""
# Offices, firms and characters: nobody at work.
NOBODY = """
    who google nobody anybody men right wrong perfect average president mayor mayors chapel act bean
    tickle whippy mop muscle sheen foster martens congo pepper god sir madam bountiful luck xmas kipling
    tumble motivator beeton dre
"""
# What may follow "mr" or "dr" in small letters, where no capital tells a surname.
AFTER_LOWER = """
    access advised agreed answers arrived arrives available bleep breaks busy cares changed changes checks
    coming decides decided doesn't error explained explains facing fills finished forgot free gone happy
    helps hours issues know leaves listens looked looks meant moved name names needed never ordered phone
    prescribed prescribes prescription questions refers referral referrals retired rings runs seems sends
    sent shared signature signed signs sleeps speaks started starts suggested surgeries talks thinks
    thought took turns tried tries wait waiting walks wanted warned writing
"""

CALENDAR_WORDS = frozenset(CALENDAR.split())
COMMON_WORDS = frozenset(COMMON.split())
WORKPLACE_WORDS = frozenset(WORKPLACE.split())
NOT_NAMES = frozenset((COMMON + CALENDAR + WORKPLACE + SHORT_FORMS + NOBODY).split())
NOT_LOWER_NAMES = NOT_NAMES | frozenset(AFTER_LOWER.split())

"""The desk of design group and organisers, the public ledger, and what moderation adds to other pages."""

from django.urls import path

from ideas_platform.lib.sections import register, register_facts
from moderation.views import (
    desk,
    ledger,
    merging,
    notes,
    other_voices,
    paper_forms,
    reasons,
    record,
    review,
    several,
    share,
    themes,
    undo,
    voice_files,
)
from moderation.views.agreement import settle_item, show_agreement
from moderation.views.codebook import divide_code, free_code, merge_code, show_code, show_codebook
from moderation.views.coded import show_cards, show_coded
from moderation.views.coding import code_item, remove_coding, show_next_to_code, skip_coding
from moderation.views.coding_card import show_coding_card
from moderation.views.idea import explain_covered, show_editors_note
from moderation.views.likeness import show_map, show_suggestions
from moderation.views.omission_sample import read_text, show_next_to_read, show_samples, skip_text
from moderation.views.other_voices_card import show_voices_card
from moderation.views.reasons_for_authors import find_own_reasons
from moderation.views.staff import tell_dangers, tell_waiting

app_name = "moderation"
DESK = "admin/desk/<slug:slug>/"
urlpatterns = [
    path("admin/", desk.list_desks, name="desks"),
    path(DESK, desk.show_desk, name="desk"),
    path(f"{DESK}review/", review.show_next, name="review"),
    path(f"{DESK}review/<slug:ref>/", review.show_item, name="item"),
    path(f"{DESK}review/<slug:ref>/decision/", review.decide_item, name="decision"),
    path(f"{DESK}review/<slug:ref>/skip/", review.skip_item, name="skip"),
    path(f"{DESK}review/<slug:ref>/merge/", merging.choose_other, name="merge_choice"),
    path(f"{DESK}review/<slug:ref>/merge/<slug:other>/", merging.check_merge, name="merge"),
    path(f"{DESK}several/", several.decide_several, name="several"),
    path(f"{DESK}themes/", themes.show_themes, name="themes"),
    path(f"{DESK}letter/", themes.set_daily_letter, name="letter"),
    path(f"{DESK}undo/", undo.undo, name="undo"),
    path(f"{DESK}record/", record.show_record, name="record"),
    path(f"{DESK}record/download/", record.download_record, name="record_download"),
    path(f"{DESK}reasons/", reasons.show_reasons, name="reasons"),
    path(f"{DESK}reasons/<uuid:key>/removal/", reasons.remove_reason, name="reason_removal"),
    path(f"{DESK}codebook/", show_codebook, name="codebook"),
    path(f"{DESK}codebook/<uuid:key>/", show_code, name="code"),
    path(f"{DESK}codebook/<uuid:key>/merge/", merge_code, name="code_merge"),
    path(f"{DESK}codebook/<uuid:key>/split/", divide_code, name="code_split"),
    path(f"{DESK}codebook/<uuid:key>/parting/", free_code, name="code_parting"),
    path(f"{DESK}agreement/", show_agreement, name="agreement"),
    path(f"{DESK}agreement/share/", share.show_share, name="share"),
    path(f"{DESK}coding/saturation/", share.show_saturation, name="saturation"),
    path(f"{DESK}agreement/<slug:ref>/", settle_item, name="settling"),
    path(f"{DESK}suggestions/", show_suggestions, name="suggestions"),
    path(f"{DESK}map/", show_map, name="map"),
    path(f"{DESK}coding/", show_next_to_code, name="coding"),
    path(f"{DESK}coding/coded/", show_coded, name="coded"),
    path(f"{DESK}coding/cards/", show_cards, name="cards"),
    path(f"{DESK}coding/<slug:ref>/", code_item, name="code_item"),
    path(f"{DESK}coding/<slug:ref>/skip/", skip_coding, name="coding_skip"),
    path(f"{DESK}coding/<slug:ref>/removal/", remove_coding, name="coding_removal"),
    path(f"{DESK}voices/", other_voices.show_voices, name="voices"),
    path(f"{DESK}voices/import/", voice_files.send_file, name="voice_file"),
    path(f"{DESK}voices/import/check/", voice_files.check_file, name="voice_file_check"),
    path(f"{DESK}voices/<uuid:key>/", other_voices.show_voice, name="voice"),
    path(f"{DESK}voices/<uuid:key>/facts/", other_voices.change_facts, name="voice_facts"),
    path(f"{DESK}voices/<uuid:key>/removal/", other_voices.remove_voice, name="voice_removal"),
    path(f"{DESK}voices/<uuid:key>/forms/", paper_forms.type_forms, name="forms"),
    path(f"{DESK}voices/<uuid:key>/forms/<int:number>/", paper_forms.settle_paper_form, name="settle_form"),
    path(f"{DESK}voices/passages/<slug:ref>/", other_voices.show_passage, name="passage"),
    path(f"{DESK}voices/passages/<slug:ref>/removal/", other_voices.remove_passage, name="passage_removal"),
    path(f"{DESK}notes/", notes.show_notes, name="notes"),
    path(f"{DESK}notes/all/", notes.show_all_notes, name="notes_all"),
    path(f"{DESK}notes/reading/", notes.set_read, name="note_reading"),
    path(f"{DESK}notes/<uuid:key>/", notes.show_note, name="note"),
    path(f"{DESK}notes/<uuid:key>/removal/", notes.remove_note, name="note_removal"),
    path(f"{DESK}notes/<slug:ref>/", notes.show_notes_of_text, name="notes_of_text"),
    path(f"{DESK}codebook/<uuid:key>/notes/", notes.show_notes_of_code, name="notes_of_code"),
    path(f"{DESK}sample/", show_samples, name="sample"),
    path(f"{DESK}sample/reading/", show_next_to_read, name="sample_turn"),
    path(f"{DESK}sample/<uuid:key>/", read_text, name="sample_text"),
    path(f"{DESK}sample/<uuid:key>/skip/", skip_text, name="sample_skip"),
    path("workshops/<slug:slug>/moderation/", ledger.show_ledger, name="ledger"),
]

register("idea", show_editors_note, order=5)
register("idea", explain_covered, order=10)
register("desk", show_coding_card, order=20)
register("desk", notes.show_notes_card, order=30)
register("desk", show_voices_card, order=25)
register("staff", tell_dangers)
register("staff", tell_waiting, order=60)
register("workshop_links", ledger.lead_to_ledger, order=80)
register_facts("mine", find_own_reasons)

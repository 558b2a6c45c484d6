"""The gap in the demo's participation: organisations of which nobody has come, and how many work where."""

from organising.domain.workforce import Of, list_names, set_workforce
from workshops.models import Organisation, Workshop

# Listed by the organisers; nobody of them has joined, so that the desk has somebody to miss.
NOT_BEGUN = {
    "Barnet Evening District Nurses": ("nhs", "barnet"),
    "Havering Lodge Care Homes": ("care_provider", "havering"),
    "Sutton Carers Together": ("charity", "sutton"),
}
# Where people of these boroughs work in the demo: so some boroughs have enough people to be told.
WORK_IN = {
    "barnet": "camden",
    "brent": "camden",
    "enfield": "islington",
    "city-of-london": "islington",
    "waltham-forest": "hackney",
    "redbridge": "newham",
    "barking-and-dagenham": "newham",
    "havering": "newham",
    "harrow": "ealing",
    "hillingdon": "ealing",
    "wandsworth": "lambeth",
    "merton": "lambeth",
    "bromley": "southwark",
    "bexley": "greenwich",
    "sutton": "croydon",
    "kingston-upon-thames": "croydon",
}
# People in community services, invented.
WORKFORCES = {
    "barnet": 640,
    "camden": 880,
    "croydon": 910,
    "ealing": 720,
    "greenwich": 560,
    "hackney": 690,
    "havering": 430,
    "islington": 740,
    "lambeth": 980,
    "lewisham": 610,
    "newham": 820,
    "southwark": 950,
    "sutton": 350,
    "tower-hamlets": 870,
}


def find_workplace(borough: str | None) -> str | None:
    """Return the borough in which somebody of this one says that they work."""
    return WORK_IN.get(borough, borough) if borough else None


def add_who_is_missing(workshop: Workshop) -> None:
    """Store the organisations that have not begun, and the workforce of some boroughs."""
    Organisation.objects.bulk_create(
        Organisation(
            workshop=workshop,
            name=name,
            normal_name=name.casefold(),
            kind=kind,
            borough_id=borough,
            in_first_list=True,
        )
        for name, (kind, borough) in NOT_BEGUN.items()
    )
    boroughs = list_names(workshop, Of.BOROUGH)
    set_workforce(workshop, Of.BOROUGH, {key: WORKFORCES.get(key) for key in boroughs})

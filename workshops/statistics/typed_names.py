"""When the name of an organisation that somebody typed in joining shows: with its band, not before."""

from collections.abc import Iterable

from workshops.models import Membership, Organisation, Workshop


def show_names(workshop: Workshop, joined: Iterable[str]) -> None:
    """Show the names of those organisations (by key) that were typed so far; call it with a snapshot.

    Where an organiser has added the same name meanwhile, people are told to be of that one. They are counted
    as before until ten or more have changed.
    """
    names = Organisation.objects.filter(workshop=workshop)
    known = {one.normal_name: one for one in names.shown()}
    for typed in names.filter(shown=False, pk__in=list(joined)):
        if typed.normal_name in known:
            Membership.objects.filter(organisation=typed).update(organisation=known[typed.normal_name])
        else:
            Organisation.objects.filter(pk=typed.pk).update(shown=True)

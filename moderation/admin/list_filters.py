"""How a list of the admin was narrowed, sorted and turned to: it goes along to a decision, and back."""

from django.http import HttpRequest, QueryDict

# The name that Django's own links give it.
KEPT = "_changelist_filters"


def find_filters(request: HttpRequest) -> str:
    """Return the query of the list, on the list itself and on the pages that it leads to; "" for none."""
    match = request.resolver_match
    is_list = match is not None and str(match.url_name).endswith("_changelist")
    query = request.GET if is_list else QueryDict(request.GET.get(KEPT, ""))
    return query.urlencode()


def add_query(address: str, query: str) -> str:
    """Return the address with this query, as it is where there is none."""
    return f"{address}?{query}" if query else address

"""What organisations sign after a result. The files import each other; this one collects them."""

from pledges.models.decisions import SignedDecision
from pledges.models.pledges import Pledge, PledgeAim, PledgeContact

__all__ = ["Pledge", "PledgeAim", "PledgeContact", "SignedDecision"]

"""Which table stands on which side. What is on no side fails the schema test.

identity: who somebody is. contribution: what was written and voted, and every table that refers to it.
work: the set-up of a workshop, and what staff did. A table of one side never refers to the author's side.
"""

IDENTITY = frozenset(
    {
        "account.EmailAddress",
        "account.EmailConfirmation",
        "mfa.Authenticator",
        "workshops.Invitation",
        "workshops.JoinCode",
        "workshops.DepartedAddress",
        "workshops.Membership",
        "workshops.OutboxEmail",
        "workshops.Session",
        "workshops.Subscription",
        "workshops.User",
    }
)
CONTRIBUTION = frozenset(
    {
        "voting.Board",
        "voting.BoardEntry",
        "voting.DailyTotal",
        "voting.QueueEntry",
        "voting.Total",
        "voting.Vote",
        "ideas.Answer",
        "ideas.Comment",
        "ideas.CommentRevision",
        "ideas.CoverRequest",
        "workshops.DrawnMoment",
        "ideas.Idea",
        "ideas.ImportedIdea",
        "workshops.PendingText",
        "ideas.PollAnswer",
        "ideas.PollTotal",
        "workshops.Release",
        "ideas.Report",
        "ideas.Revision",
        "ideas.SecondLook",
        "workshops.Snapshot",
    }
)
WORK = frozenset(
    {
        "admin.LogEntry",
        "auth.Group",
        "auth.Group_permissions",
        "auth.Permission",
        "contenttypes.ContentType",
        "moderation.Calibration",
        "moderation.CalibrationBin",
        "moderation.ChosenCode",
        "moderation.Claim",
        "moderation.Code",
        "moderation.CodeVersion",
        "moderation.Coding",
        "moderation.CodingClaim",
        "moderation.DailyLetterRefusal",
        "moderation.Decision",
        "moderation.EditorsNote",
        "moderation.Keying",
        "moderation.OtherVoice",
        "moderation.PaperForm",
        "moderation.Passage",
        "moderation.Quote",
        "moderation.ReadingPlace",
        "moderation.ReasonTemplate",
        "moderation.SentFile",
        "moderation.Settlement",
        "moderation.ShownCode",
        "moderation.SuggestedCodes",
        "moderation.TextVector",
        "moderation.ThemeAssignment",
        "moderation.Undo",
        "results.ExportFile",
        "results.ExportPart",
        "workshops.Borough",
        "workshops.Group",
        "workshops.Housekeeping",
        "workshops.ImportedWorkshop",
        "workshops.Material",
        "workshops.Picture",
        "ideas.Merge",
        "ideas.Mute",
        "ideas.Question",
        "workshops.Organisation",
        "workshops.Poll",
        "workshops.PollOption",
        "workshops.ShredNote",
        "workshops.StaffChange",
        "workshops.Theme",
        "workshops.Update",
        "workshops.Workshop",
    }
)
# Aggregates of many people's contributions: these may carry a time.
AGGREGATES = frozenset(
    {
        "voting.Board",
        "voting.BoardEntry",
        "voting.Total",
        "ideas.PollTotal",
        "workshops.DrawnMoment",
        "workshops.Release",
        "workshops.Snapshot",
    }
)
# Third-party tables that must stay empty, or whose times are held constant: with the reason why.
EXCUSED = {
    ("admin.LogEntry", "id"): "always empty: the admin's own log is off",
    ("admin.LogEntry", "action_time"): "always empty: the admin's own log is off",
    ("account.EmailConfirmation", "id"): "always empty: addresses are confirmed by code",
    ("account.EmailConfirmation", "created"): "always empty: addresses are confirmed by code",
    ("account.EmailConfirmation", "sent"): "always empty: addresses are confirmed by code",
    ("account.EmailAddress", "id"): "renumbered at random by the nightly scramble",
    ("mfa.Authenticator", "id"): "renumbered at random by the nightly scramble",
    ("mfa.Authenticator", "created_at"): "one constant, by a constraint",
    ("mfa.Authenticator", "last_used_at"): "always null, by a constraint",
}

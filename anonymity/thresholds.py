"""The numbers of people among whom one hides: each promise under one name, wherever it is kept."""

# Numbers of organisations (or groups, or boroughs) are told as the step that is reached, never fewer.
CLUSTER_STEPS = (50, 25, 10)
# Groups of common ground with fewer members are put together for good when the groups are fixed.
PEOPLE_IN_A_GROUP = 10
# A group counts for an idea on common ground only once so many of its people have voted on it.
VOTES_OF_A_GROUP = 10
# People who must have voted on an idea before it is told how.
FEWEST_VOTERS_TOLD = 5
# People who must have voted on an idea before it can be one of the candidates of `diverse`.
FEWEST_VOTERS_OF_A_CANDIDATE = 5
# People who must have voted on an idea before its text stays as they read it.
VOTERS_THAT_SETTLE_A_TEXT = 5
# People who must have spoken in another voice before its number, day and place leave the desk.
FEWEST_PEOPLE_OF_A_VOICE = 10
# People who must have answered the straw poll before it is told how.
FEWEST_ANSWERS_TOLD = 5
# People who must have voted on each of two merged ideas before their votes are counted together.
VOTERS_OF_A_PART = 10
# Decimals of stored scores: exact ones would give the votes of organisations and groups back.
SCORE_DECIMALS = 3
# Changes of the same detail (organisation, borough or group) that are counted at once.
FEWEST_CHANGES = 10
# Uses of a join code: that it is used up must not tell of one person.
FEWEST_USES = 10
# Further uses of a code, drawn by lot: nine who know each other must not learn of the tenth by using it up.
MOST_FURTHER_USES = 39
# Numbers about groups of people (10-5 rule): which is the fewest that are told is drawn for each group anew.
FEWEST_IN_A_CELL = range(10, 15)
CELL_STEP = 5

# Different people whose contribution stands before a release is due; fewer in practice only.
FEWEST_IN_A_RELEASE = 10
# Members of a workshop before its first release; it is not ready to open with a smaller number set.
FEWEST_MEMBERS = 20
# As many where organisations are too few or too small to be told apart.
FEWEST_WITHOUT_ORGANISATIONS = 15
# As many after two quiet days, and at the close.
FEWEST_AFTER_QUIET = 5
# One organisation, or one join code, stands for one in so many of them, rounded up.
LARGEST_SHARE = 3
# Organisations are told apart where so many of them have so many members; one that was not in the list at the
# opening stands by itself from so many members on.
FEWEST_ORGANISATIONS, FEWEST_OF_AN_ORGANISATION = 3, 10
# Readers whose reports take a text from view until the design group has looked; in a workshop it may be more.
FEWEST_REPORTERS_THAT_HOLD = 3
# As many where organisations are not told apart: nine people who work together must not be enough.
FEWEST_REPORTERS_WITHOUT_ORGANISATIONS = 10
# So many times the people that make a release due call for it at once.
CROWD = 3
# Numbers of people that stay in the table of releases are rounded to such steps, at random.
STEP_OF_PEOPLE = 5
# Who has just joined counts for nothing for so many nights: their nights are at least 23 hours apart.
NIGHTS_OF_NEWCOMERS = 2
# So many releases before their mean rate decides how long the window of the next one is.
FIRST_RELEASES = 5
# What is due near the close comes with the last release: within the longest wait of it, or the last one in so
# many parts of a shorter workshop.
LAST_SHARE = 4
# Questions of the design group about one text: each answer tells that its author was here since the question.
MOST_QUESTIONS = 2
# How many people chose one of several answers that are told together, in steps drawn up or down.
ANSWER_STEP = 10
# People who must have answered about a pledge before more than two parts of them are told apart.
FEWEST_FOR_THREE_PARTS = 20
# Shares of people are told in such steps of per cent, and as "under" or "over" beyond the first and the last.
SHARE_STEP, FEWEST_SHARE_TOLD = 10, 10
# People who must have voted or answered before the big screen of a live session tells how: those in the hall
# see who holds a phone.
FEWEST_ON_A_SCREEN = 10
# How many have joined stands on the big screen in such steps, never more than is true.
STEP_ON_A_SCREEN = 10

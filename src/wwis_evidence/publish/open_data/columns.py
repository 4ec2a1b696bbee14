"""The columns of the tables: name, kind and meaning of each, for CSV, Parquet and their descriptions.

A kind is a type of Table Schema, or ``list``: several texts, which a cell of CSV holds as one.
"""

ITEM = ("item", "string", "The item's id, as in items.json")
INDICATOR = ("indicator", "string", "Id of the indicator in the framework")

ITEMS = (
    ITEM,
    ("title", "string", "Its title"),
    ("item_kind", "string", "case-study or research-report"),
    ("theme", "string", "Id of its theme"),
    ("summary", "string", "Its summary"),
    ("local_areas", "list", "Names of its local areas"),
    ("area_codes", "list", "Their codes, where the name is known"),
    ("regions", "list", "Regions of England in which they lie"),
    ("organisations", "list", "Organisations that took part"),
    ("enablers", "list", "Ids of the enablers that it shows"),
    ("phases", "list", "Ids of the phases that it names"),
    ("ingredients", "list", "Ids of the ingredients that it names"),
    ("age_phases", "list", "Ids of age phases"),
    ("areas_of_need", "list", "Ids of broad areas of need"),
    ("support_levels", "list", "Ids of levels of support"),
    ("preparing_for_adulthood", "list", "Ids of Preparing for Adulthood outcomes"),
    ("sectors", "list", "Ids of sectors"),
    ("sustained_months", "integer", "Months for which it is known to have gone on"),
    ("evaluations", "integer", "How many evaluations it names"),
    ("impacts", "integer", "How many differences it claims"),
    ("measured", "integer", "How many of them it gives a figure for"),
    ("status", "string", "vetted or review-due"),
    ("basis", "string", "own-panel, or published-panel where a publisher's printed ratings stand"),
    ("published_by", "string", "Publisher of those ratings"),
    ("licence", "string", "Licence of the account"),
    ("changed", "date", "Day of its newest change"),
    ("page", "string", "Address of its page, from the site's root"),
)

MEASURES = (
    ITEM,
    ("impact", "string", "Id of the claim within the item"),
    ("area", "string", "Id of the area of impact"),
    ("kind", "string", "How it is known: measured, feedback or anecdotal"),
    ("effect", "string", "better, mixed, none or worse"),
    ("claim", "string", "The claim in words"),
    ("measure", "string", "What was measured"),
    ("unit", "string", "Unit of the figures"),
    ("better", "string", "Whether higher or lower is better"),
    ("baseline_value", "number", "The figure before"),
    ("baseline_period", "string", "When that was"),
    ("baseline_n", "integer", "Out of how many"),
    ("result_value", "number", "The figure after"),
    ("result_period", "string", "When that was"),
    ("result_n", "integer", "Out of how many"),
    ("source", "string", "Id of the source within the item"),
)

REVIEWS = (
    ITEM,
    ("review", "integer", "Number of the review within the item; it names nobody"),
    ("role", "string", "Role in which the reviewer acted"),
    ("date", "date", "Day of the review"),
    INDICATOR,
    ("criterion", "string", "Id of the criterion in the framework"),
    ("finding", "string", "What the reviewer found"),
    ("cites", "list", "Ids of the evidence that it rests on"),
    ("because", "string", "Why, in the reviewer's words"),
    ("bar", "string", "The bar that this reviewer thought fits the indicator best"),
)

RATINGS = (
    ITEM,
    INDICATOR,
    ("as_of", "date", "Day on which the rating was asked"),
    ("status", "string", "vetted or review-due"),
    ("basis", "string", "own-panel, or published-panel where a publisher's printed rating stands"),
    ("published_by", "string", "Publisher of that rating"),
    ("bar", "string", "The rating: id of the bar"),
    ("position", "integer", "Its place, 1 for the lowest bar"),
    ("of", "integer", "How many bars there are"),
    ("no_bar", "string", "Why there is no bar"),
    ("ceiling", "string", "The highest bar that the confirmed facts allow"),
    ("ceiling_state", "string", "Whether the ceiling could be worked out"),
    ("panel", "string", "The middle view of the reviewers"),
    ("moderated", "string", "The bar that a moderator settled on"),
    ("decided_by", "string", "Which of these decided"),
    ("confirmed", "list", "Ids of the criteria that are confirmed"),
    ("reviews", "integer", "How many reviews count"),
    ("framework", "string", "The rule: its id and version"),
)

OVER_TIME = (
    ITEM,
    ("date", "date", "Day from which this held"),
    (
        "because",
        "list",
        "What is dated then: review, moderation, appeal, published-panel, review-due, or a type of change",
    ),
    INDICATOR,
    ("status", "string", "Status of the item from that day"),
    ("basis", "string", "own-panel, published-panel where a publisher's printed rating stood, or none"),
    ("bar", "string", "The rating from that day: id of the bar"),
    ("position", "integer", "Its place, 1 for the lowest bar"),
    ("of", "integer", "How many bars there are"),
    ("no_bar", "string", "Why there was no bar"),
    ("reviews", "integer", "How many reviews counted"),
    ("framework", "string", "The rule: its id and version. It is today's, on every day"),
)

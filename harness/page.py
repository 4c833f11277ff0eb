"""How a page of the app is seen to be idle and drawn, by selectors; a new drawing adds its lines."""

IDLE = (
    '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'
    ":not([data-catching-up])"
)
# What every page has, and what none has any more once it is drawn.
DRAWING = (
    ".js-plotly-plot .main-svg, .graph .handle, .sheet[data-drawn], .film[data-drawn], .pixels[data-drawn], "
    ".curves .axes text, .carried .letter[d], .whiteboard [role=gridcell], .board:has(.sum path), "
    ".proof[data-drawn], .st-key-all-gates table"
)
UNFINISHED = (
    '[data-testid="stSkeleton"]',
    '[data-stale="true"]',
    '[data-testid="stPlotlyChart"]:not(:has(.main-svg))',
    ".graph:not(:has(.handle))",
    ".sheet:not([data-drawn])",
    ".film:not([data-drawn])",
    ".pixels:not([data-drawn])",
    ".board:not(:has(.sum path))",
    ".pictures:not(:has(.caption:not(:empty)))",
    ".hall:not([data-drawn])",
    ".carried:not(:has(.letter[d]))",
    ".curves:not(:has(.axes text))",
    ".proof:not([data-drawn])",
    ".whiteboard:not(:has([role=gridcell]))",
)

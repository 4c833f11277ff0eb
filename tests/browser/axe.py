"""What the accessibility checker axe-core finds on a page."""

from importlib.resources import files

from playwright.sync_api import expect

# axe-core, as a package of Python's carries it.
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text()
GRAVE = ("serious", "critical")
# Every finding of a rule has the impact that the rule has.
RUN = """([options, grave]) => {
  const others = axe._audit.rules.filter(({ impact }) => impact && !grave.includes(impact));
  const rules = Object.fromEntries(others.map(({ id }) => [id, { enabled: false }]));
  return axe.run(document, { ...options, rules });
}"""
# What is Streamlit's own and out of reach from here: the rule, a part of the element, and why.
NOT_OURS: dict[tuple[str, str], str] = {}


def findings(app, *rules: str) -> list[str]:
    """What axe finds grave: of some rules, or of all."""
    # What it would load beforehand is for rules that find nothing grave, and those are left out.
    options = {"resultTypes": ["violations"], "preload": False} | ({"runOnly": list(rules)} if rules else {})
    result = app.page.evaluate(RUN, [options, GRAVE])
    return [
        f"{violation['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for violation in result["violations"]
        if violation["impact"] in GRAVE
        for node in violation["nodes"]
        if not any(violation["id"] == rule and part in node["html"] for rule, part in NOT_OURS)
    ]


def quiet(app) -> None:
    """Wait until the script has run and nothing fades any more; not every state has a chart or a network."""
    expect(app.page.locator('[data-testid="stApp"][data-test-script-state="running"]')).to_have_count(0)
    for unfinished in ('[data-testid="stSkeleton"]', '[data-stale="true"]'):
        expect(app.page.locator(unfinished)).to_have_count(0)
    app.page.wait_for_function("!document.getAnimations().some((one) => one instanceof CSSTransition)")

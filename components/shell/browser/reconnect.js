// When the connection comes back, Streamlit only goes on: a server that was started anew in between has never run
// this page, and drops what it is told of parts that it does not know.  So the page is run again, with all that was
// done in the meantime: by Streamlit itself where the last run was cut off, or was of a part alone, and else from here; not
// by both, which would have all pages of a server that died run twice at the other one.  Until that run has ended
// Streamlit's own controls wait, as they do while there is no connection; drawings keep their edits themselves.
//
// A connection that Streamlit has given up for good leaves a page that answers nothing.  Its address has what it shows,
// so it is loaded again; not over and over, should it be given up at once.
let app = null;
let wasLost = false;
let hasRun = false;
// The run that is on screen, and the one that was when the connection came back; null where nothing is waited for.
let run = null;
let stale = null;
// Whether a run has been asked for from here, and how long Streamlit's own has to begin (ms).
let isAsked = false;
const ITS_OWN = 400;
// Milliseconds between two of such loads.
const SELDOM = 10_000;
const LOADED = "crease-loaded-again";
const isDrawing = (element) =>
  element.closest?.('[data-testid="stBidiComponentRegular"], [data-testid="stBidiComponentIsolated"]');

function hold(event) {
  if (stale === null || isDrawing(event.target)) return;
  event.stopImmediatePropagation();
  event.preventDefault();
}

function wait(forRunAfter) {
  stale = forRunAfter;
  app.toggleAttribute("data-catching-up", stale !== null);
  app.style.cursor = stale === null ? "" : "progress";
}

function loadAgain() {
  if (Date.now() - Number(sessionStorage.getItem(LOADED)) < SELDOM) return;
  sessionStorage.setItem(LOADED, Date.now());
  location.reload();
}

function ask(setTriggerValue) {
  if (isAsked || stale === null || run !== stale || app.dataset.testScriptState === "running") return;
  isAsked = true;
  setTriggerValue("reconnected", Date.now());
}

function look(setTriggerValue) {
  if (app.dataset.testConnectionState === "DISCONNECTED_FOREVER") loadAgain();
  const isConnected = app.dataset.testConnectionState === "CONNECTED";
  const isRunning = app.dataset.testScriptState === "running";
  if (isConnected && wasLost) {
    wait(run);
    isAsked = false;
    setTimeout(() => ask(setTriggerValue), ITS_OWN);
  } else if (isConnected && !isRunning && stale !== null) {
    // The very first run of a process may break off to tell Streamlit the pages; it is not counted.
    if (run !== stale) wait(null);
    else if (hasRun) ask(setTriggerValue);
  }
  hasRun = isConnected && isRunning;
  wasLost = !isConnected;
}

export function mount({ data, setTriggerValue }) {
  run = data.run;
  const found = document.querySelector('[data-testid="stApp"]');
  if (!found) return;
  if (!app) for (const type of ["keydown", "pointerdown", "mousedown", "click"]) window.addEventListener(type, hold, true);
  if (found !== app) {
    app = found;
    new MutationObserver(() => look(setTriggerValue)).observe(app, {
      attributeFilter: ["data-test-connection-state", "data-test-script-state"],
    });
  }
  look(setTriggerValue);
}

// When the connection comes back, Streamlit only goes on: a server that was started anew in between has never run
// this page, and would ignore every control.  So the page is run again, with all that was done in the meantime.
let app = null;

export default function ({ setTriggerValue }) {
  const found = document.querySelector('[data-testid="stApp"]');
  if (!found || found === app) return;
  app = found;
  let wasLost = false;
  new MutationObserver(() => {
    const isConnected = app.dataset.testConnectionState === "CONNECTED";
    if (isConnected && wasLost) setTimeout(() => setTriggerValue("reconnected", Date.now()));
    wasLost = !isConnected;
  }).observe(app, { attributeFilter: ["data-test-connection-state"] });
}

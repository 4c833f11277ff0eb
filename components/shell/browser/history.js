// Streamlit takes a page change in two or three steps, and pushes each as an entry of its own: the old page
// with the values that the new one is asked for with, or none; the new page; the new page with its values.  Going
// back would then stop at a page that has lost everything.  Whatever is pushed before the page has run to its end,
// and before the visitor does anything on it, belongs to that change.

function isScriptRunning() {
  return document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === "running";
}

export function mount() {
  if (window.creaseHistory) return;
  window.creaseHistory = true;
  const push = window.history.pushState.bind(window.history);
  let isChanging = false;
  // Since the visitor's last gesture.
  let isPushed = false;

  for (const gesture of ["pointerdown", "keydown", "wheel"]) {
    window.addEventListener(
      gesture,
      () => {
        isPushed = false;
        if (!isScriptRunning()) isChanging = false;
      },
      { capture: true, passive: true },
    );
  }
  window.addEventListener("popstate", () => {
    isChanging = true;
  });

  window.history.pushState = (state, title, url) => {
    const { pathname, search } = new URL(url ?? "", document.location.href);
    if (pathname !== document.location.pathname) {
      isChanging = true;
      // The entry on top is the old page with values that are not its own: the new page takes its place.
      if (isPushed && search === document.location.search) window.history.replaceState(state, title, url);
      else push(state, title, url);
      isPushed = false;
    } else if (isChanging || isPushed) {
      // What one gesture has done is gone back by one step.
      window.history.replaceState(state, title, url);
    } else {
      isPushed = true;
      push(state, title, url);
    }
  };
}

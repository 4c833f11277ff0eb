// What Python draws has the colours of the visitor's scheme, so the page is run again when that turns dark or light.
export function mount({ setTriggerValue }) {
  // Of several mounts, one after the other, the last one can still tell Python.
  const isListening = Boolean(window.creaseScheme);
  window.creaseScheme = () => setTriggerValue("changed", Date.now());
  if (isListening) return;
  // Streamlit has put its own theme on by the second frame.
  const later = () => requestAnimationFrame(() => requestAnimationFrame(() => window.creaseScheme()));
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", later);
}

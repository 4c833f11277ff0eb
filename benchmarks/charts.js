// What both browser benchmarks look at: the curves that a visitor sees at this moment, Crease's own or Plotly's.
// Streamlit draws a changed Plotly chart into a new element, which is at first empty, then hidden, then shown: none of
// that counts before there are curves to see.
const isShown = (svg) => svg.getBoundingClientRect().width > 0 && getComputedStyle(svg).visibility === "visible";

const drawnCharts = () =>
  [...document.querySelectorAll('[data-testid="stBidiComponentIsolated"]')]
    .flatMap(({ shadowRoot, children }) => [shadowRoot, ...[...children].map((child) => child.shadowRoot)])
    .flatMap((root) => [...(root?.querySelectorAll(".curves .stage") ?? [])])
    .filter((stage) => stage.querySelector(".lines path") && isShown(stage));

const shownCharts = () => [
  ...drawnCharts(),
  ...[...document.querySelectorAll(".js-plotly-plot")].filter((chart) => {
    const svg = chart.querySelector(".main-svg");
    return svg && chart.querySelector(".trace path") && isShown(svg);
  }),
];

// All that is written in a chart.  The probe's line has its x written on it, so another probe is another text.
const textOf = (chart) => [...chart.querySelectorAll("text, .handle")].map((text) => text.textContent).join("\n");

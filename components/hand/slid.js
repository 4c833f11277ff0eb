// The value of one of the page's sliders at every frame, before Python has heard of it (shell/browser/live_sliders.js).

// For so long (ms) a value stands that Python has not answered.
const ANSWER_PATIENCE = 3000;

export class Slid {
  /** `onChange()` is called when the value is another one. */
  constructor(onChange) {
    this.onChange = onChange;
    this.ahead = null;
    this.listener = ({ detail: { key, value } }) => {
      if (key !== this.key) return;
      this.ahead = value;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.fallBack(), ANSWER_PATIENCE);
      onChange();
    };
    window.addEventListener("crease-slide", this.listener);
  }

  close() {
    clearTimeout(this.timer);
    window.removeEventListener("crease-slide", this.listener);
  }

  /** Python's word: the slider's key, and its value as Python knows it. */
  hear({ key, value }) {
    this.key = key;
    this.told = value;
    if (this.ahead === value) this.ahead = null;
  }

  fallBack() {
    this.ahead = null;
    this.onChange();
  }

  get value() {
    return this.ahead ?? this.told;
  }
}

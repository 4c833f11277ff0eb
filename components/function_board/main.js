// The board, for Streamlit to mount.

import { mounting } from "../hand/mount.js";
import { Board } from "./board.js";

export const mount = mounting((parentElement, edits) => new Board(parentElement, edits));

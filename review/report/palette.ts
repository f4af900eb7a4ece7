/** The colours of pictures and pages. Texts on their grounds have the contrast that WCAG 2.2 wants at level AA. */
export interface Palette {
  readonly page: string;
  readonly panel: string;
  readonly card: string;
  readonly line: string;
  readonly text: string;
  readonly faint: string;
  readonly accent: string;
  readonly broken: string;
  readonly brokenGround: string;
  readonly unknown: string;
  readonly unknownGround: string;
  readonly proven: string;
  readonly provenGround: string;
}

export const LIGHT: Palette = {
  page: "#ffffff",
  panel: "#f3f6fa",
  card: "#ffffff",
  line: "#c5cfdc",
  text: "#1c2733",
  faint: "#526175",
  accent: "#1f5fae",
  broken: "#b3261e",
  brokenGround: "#fdecea",
  unknown: "#835400",
  unknownGround: "#fff3d9",
  proven: "#1d703a",
  provenGround: "#e7f5eb",
};

export const DARK: Palette = {
  page: "#0d1117",
  panel: "#161d27",
  card: "#202a37",
  line: "#3b4859",
  text: "#e6edf3",
  faint: "#a3b3c7",
  accent: "#7ab7ff",
  broken: "#ff8f86",
  brokenGround: "#3d1d1e",
  unknown: "#f2b95f",
  unknownGround: "#352a13",
  proven: "#74d190",
  provenGround: "#162e1e",
};

/** The colours as custom properties, light or dark as the reader's system is. */
export function paletteCss(selector: string): string {
  return `${selector}{${properties(LIGHT)}}@media(prefers-color-scheme:dark){${selector}{${properties(DARK)}}}`;
}

const properties = (palette: Palette) =>
  Object.entries(palette)
    .map(([name, color]) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}:${color};`)
    .join("");

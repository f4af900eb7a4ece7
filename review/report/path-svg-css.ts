const IN = ".path-picture";

/** How a picture of a path is drawn, with the colours of the palette. */
export const pathSvgCss = [
  `${IN} .page{fill:var(--page)}`,
  `${IN} .box{fill:var(--panel);stroke:var(--line)}`,
  `${IN} .card{fill:var(--card);stroke:var(--line)}`,
  `${IN} text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif;fill:var(--text)}`,
  `${IN} .lane{font-size:12.5px;font-weight:600;fill:var(--faint)}`,
  `${IN} .kind{font-size:12px;fill:var(--faint)}`,
  `${IN} .name{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:12.2px;white-space:pre}`,
  `${IN} .arrow{fill:none;stroke:var(--faint);stroke-width:2;stroke-linejoin:round}`,
  `${IN} .tip{fill:var(--faint)}`,
  `${IN} .arrow.broken{stroke-width:3}`,
  `${IN} .arrow.unknown{stroke-dasharray:6 5}`,
  `${IN} .mark rect{stroke-width:1.5}`,
  `${IN} .mark path{fill:none;stroke-width:2.2;stroke-linecap:round;stroke-linejoin:round}`,
  `${IN} .mark text{font-size:13px;font-weight:600;text-anchor:middle}`,
  ...["proven", "broken", "unknown"].flatMap((verdict) => [
    `${IN} .arrow.${verdict}{stroke:var(--${verdict})}`,
    `${IN} .tip.${verdict}{fill:var(--${verdict})}`,
    `${IN} .mark.${verdict} rect{fill:var(--${verdict}-ground);stroke:var(--${verdict})}`,
    `${IN} .mark.${verdict} path{stroke:var(--${verdict})}`,
    `${IN} .mark.${verdict} text{fill:var(--${verdict})}`,
  ]),
].join("");

import { paletteCss } from "./palette";
import { pathSvgCss } from "./path-svg-css";

const VERDICTS = ["proven", "broken", "unknown"];

const base = `
*{box-sizing:border-box}
html{background:var(--page);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif;-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0 auto;max-width:1280px;padding:28px 20px 64px}
h1{font-size:26px;line-height:1.2;margin:0 0 10px;letter-spacing:-.01em}
h2{font-size:18px;margin:36px 0 12px}
p{margin:0}
ul,ol{margin:0;padding:0;list-style:none}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.89em}
code,p,dd,li,summary{overflow-wrap:anywhere}
a:focus-visible,summary:focus-visible,input:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:6px}
.tally{display:flex;flex-wrap:wrap;gap:8px;align-items:center;font-size:16px}
.more{color:var(--faint)}
.inputs{margin-top:10px;color:var(--faint)}
.sign{flex:none;fill:none;stroke:currentColor;stroke-width:2.2;stroke-linecap:round;stroke-linejoin:round}
.badge{display:inline-flex;align-items:center;gap:5px;padding:1px 10px 1px 7px;border:1px solid;border-radius:99px;font-size:14px;font-weight:600;white-space:nowrap}
`;

const controls = `
.controls{display:flex;flex-wrap:wrap;gap:12px 20px;align-items:end;margin-top:26px;padding:14px 16px;background:var(--panel);border-radius:10px}
.controls[hidden]{display:none}
fieldset{margin:0;padding:0;border:0;min-width:0;display:flex;flex-wrap:wrap;gap:6px}
legend,.search span{padding:0;margin-bottom:4px;font-size:13px;color:var(--faint)}
fieldset label{position:relative}
fieldset input{position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}
fieldset span{display:block;padding:5px 13px;border:1px solid var(--line);border-radius:99px;background:var(--card)}
fieldset b{font-weight:600;color:var(--faint)}
fieldset :checked+span{background:var(--accent);border-color:var(--accent);color:var(--page)}
fieldset :checked+span b{color:inherit}
fieldset :focus-visible+span{outline:3px solid var(--accent);outline-offset:2px}
.search{flex:1 1 220px;display:flex;flex-direction:column}
.search input{font:inherit;color:inherit;background:var(--card);border:1px solid var(--faint);border-radius:8px;padding:5px 11px;width:100%;min-width:0}
.search input::placeholder{color:var(--faint);opacity:1}
output{padding:6px 0;color:var(--faint)}
output:empty{display:none}
`;

const paths = `
summary{cursor:pointer}
.path{border:1px solid var(--line);border-radius:12px;margin-bottom:12px}
.many .path{content-visibility:auto;contain-intrinsic-size:auto 60px}
.path[hidden]{display:none}
.path>summary{display:flex;flex-wrap:wrap;gap:6px 12px;align-items:center;padding:13px 16px;list-style:none;border-radius:12px}
.path>summary::-webkit-details-marker,.hop>summary::-webkit-details-marker{display:none}
.path>summary:hover,.hop>summary:hover{background:var(--panel)}
.path[open]>summary{border-radius:12px 12px 0 0}
.id{flex:1 1 300px;min-width:0;font-weight:600}
.remarks{color:var(--faint);font-size:14px}
.picture{padding:6px 16px 14px}
.picture svg{display:block;max-width:100%;height:auto}
.middling,.narrow{display:none}
.wide.middling{display:block}
.path-picture a{outline-offset:3px}
.path-picture a:hover rect{stroke-width:2.5}
.path-picture a:focus-visible{outline:none}
.path-picture a:focus-visible rect{stroke:var(--accent);stroke-width:3.5}
.line{padding:4px 16px 14px}
.hops{border-top:1px solid var(--line)}
.hops li+li>.hop{border-top:1px solid var(--line)}
.hop{scroll-margin:12px}
.hop>summary{display:flex;flex-wrap:wrap;gap:4px 12px;align-items:center;padding:9px 16px;list-style:none}
.hop .number{display:inline-flex;gap:4px;align-items:center;justify-content:center;min-width:50px;height:26px;padding:0 9px 0 7px;border:1.5px solid;border-radius:99px;font-size:13px;font-weight:600}
.hop>summary .title{font-weight:500}
.hop .word{color:var(--faint);font-size:14px}
.hop>summary .remarks{margin-left:auto}
.hop:target>summary{background:var(--panel);box-shadow:inset 4px 0 0 var(--accent)}
.hops>li:last-child .hop:target>summary,.hops>li:last-child .hop>summary{border-radius:0 0 12px 12px}
.hop[open]>summary{border-radius:0!important}
.body{padding:4px 16px 18px 78px}
.evidence li{padding:3px 0}
.evidence b,.finding .title b{font-weight:600}
.nothing{color:var(--faint)}
`;

const findings = `
.finding{padding:10px 0 8px}
.finding+.finding,.finding+.evidence{border-top:1px solid var(--line);margin-top:10px}
section>.finding,.others>.finding,.list,.path>.finding{border:1px solid var(--line);border-radius:12px;margin:0 0 12px;padding:14px 16px}
.path>.finding{margin:12px 16px}
.finding .title{display:flex;flex-wrap:wrap;gap:4px 9px;align-items:center}
.aws{color:var(--faint)}
dl{display:grid;grid-template-columns:76px minmax(0,1fr);gap:5px 12px;margin:9px 0 0}
dt{color:var(--faint)}
dd{margin:0;min-width:0}
dd code,.evidence code,.list code{background:var(--panel);border-radius:4px;padding:1px 4px;-webkit-box-decoration-break:clone;box-decoration-break:clone}
pre{margin:1px 0;padding:10px 12px;background:var(--panel);border-radius:8px;white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.45}
.place{display:block}
.list li+li{margin-top:10px}
.others>summary{padding:8px 4px;color:var(--accent)}
@media(max-width:1239px){.wide{display:none}.middling{display:block}}
@media(max-width:759px){.middling,.wide.middling{display:none}.narrow{display:block}}
@media(max-width:699px){
body{padding:20px 12px 48px}
.picture,.path>summary,.hop>summary{padding-left:12px;padding-right:12px}
.body{padding:2px 12px 16px}
.hop>summary .title{flex:1 1 55%}
.hop>summary .remarks{margin-left:0;width:100%}
.id{flex-basis:100%}
dl{grid-template-columns:minmax(0,1fr);gap:0}
dd{margin-bottom:7px}
}
@media print{
.controls,.wide,.narrow{display:none}
.middling,.wide.middling{display:block}
body{max-width:none;padding:0}
.many .path{content-visibility:visible}
.finding,.picture,.hop>summary{break-inside:avoid}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
}
`;

const verdicts = [...VERDICTS, "warning"]
  .map((verdict) => {
    const color = verdict === "warning" ? "unknown" : verdict;
    return `.badge.${verdict},.hop.${verdict} .number{color:var(--${color});background:var(--${color}-ground)}`;
  })
  .join("\n");

/** The whole style of the page. It holds nothing of the review, so that its hash is always the same. */
export const pageStyle = [paletteCss(":root"), base, controls, paths, findings, verdicts, pathSvgCss].join(
  "\n",
);

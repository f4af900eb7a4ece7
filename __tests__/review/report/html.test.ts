import { createHash } from "node:crypto";
import { htmlReport } from "../../../review/report/html";
import { pageScript } from "../../../review/report/html-script";
import { pageStyle } from "../../../review/report/html-style";
import { prose } from "../../../review/report/html-text";
import { DARK, LIGHT } from "../../../review/report/palette";
import { readMarkup, type Tag } from "./markup-check";
import { chain, fullResult, hostileResult, resultOf } from "./samples";

const pages = { full: htmlReport(fullResult()), hostile: htmlReport(hostileResult()) };
const kind = (tag: Tag, name: string) => (tag.attributes.get("class") ?? "").split(" ").includes(name);

describe.each(Object.entries(pages))("the page of a %s review", (_, page) => {
  const { tags } = readMarkup(page);

  test("is well-formed, and has no tag or attribute that it should not have", () => {
    const names = new Set(tags.map(({ name }) => name));
    for (const name of ["img", "iframe", "link", "object", "base", "foreignObject"])
      expect(names).not.toContain(name);
    expect(tags.filter(({ name }) => name === "script").length).toBe(1);
    const attributes = new Set(tags.flatMap((tag) => [...tag.attributes.keys()]));
    for (const name of attributes) expect(name).not.toMatch(/^(?:on|src|style$)/);
  });

  test("asks the network for nothing and runs nothing but its own script", () => {
    const policy = tags.find((tag) => tag.attributes.has("http-equiv"))?.attributes.get("content") ?? "";
    const hash = (text: string) => createHash("sha256").update(text).digest("base64");
    expect(policy.replaceAll("&#39;", "'")).toBe(
      `default-src 'none'; style-src 'sha256-${hash(pageStyle)}'; script-src 'sha256-${hash(pageScript)}'; base-uri 'none'; form-action 'none'`,
    );
    expect(page).toContain(`<style>${pageStyle}</style>`);
    expect(page).toContain(`<script>${pageScript}</script>`);
    for (const { attributes } of tags) {
      if (attributes.has("href")) expect(attributes.get("href")).toMatch(/^#path-\d+-hop-\d+$/);
    }
  });

  test("every link of a picture leads to a hop of the page, and ids are unique", () => {
    const ids = tags.flatMap(({ attributes }) => attributes.get("id") ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const links = tags.flatMap(({ attributes }) => attributes.get("href")?.slice(1) ?? []);
    expect(new Set(links)).toEqual(new Set(ids.filter((id) => id.includes("hop"))));
  });

  test("what is not proven is unfolded without a script", () => {
    const unfolded = (name: string) =>
      tags.filter((tag) => kind(tag, name) && !kind(tag, "proven") && tag.name === "details");
    for (const tag of [...unfolded("path"), ...unfolded("hop")])
      expect(tag.attributes.has("open")).toBe(true);
    expect(tags.find(({ name }) => name === "form")?.attributes.has("hidden")).toBe(true);
  });
});

test("names stand as text", () => {
  expect(pages.hostile).toContain("&lt;script&gt;alert(1)&lt;/<wbr>script&gt;");
  expect(pages.hostile).not.toContain("<script>alert");
});

test("in sentences addresses, ports and actions stand as code", () => {
  const codes = (text: string) =>
    [...prose(text).matchAll(/<code>(.*?)<\/code>/g)].map(([, code]) => code?.replaceAll("<wbr>", ""));
  expect(
    codes(
      'module.a["b_c"].aws_lb.x[0] admits tcp/80 from 10.0.0.0/16, sg-0a1b2c3d, e.g. logs:PutLogEvents; and/or not.',
    ),
  ).toEqual([
    "module.a[&quot;b_c&quot;].aws_lb.x[0]",
    "tcp/80",
    "10.0.0.0/16",
    "sg-0a1b2c3d",
    "logs:PutLogEvents",
  ]);
});

test("of thousands of paths only some have a picture or are unfolded", () => {
  const broken = chain("a", { 0: [{ rule: "LAT-01", verdict: "BROKEN" }] });
  const page = htmlReport(
    resultOf(Array.from({ length: 1_000 }, (_, index) => ({ ...broken, id: `p${index}` }))),
  );
  expect(page.match(/<div class="picture">/g)?.length).toBe(200);
  expect(page.match(/<details class="path broken" id="path-\d+" data-verdict="broken" open>/g)?.length).toBe(
    20,
  );
  expect(page).toContain('<body class="many">');
});

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(a: string, b: string): number {
  const luminance = (color: string) => {
    const [r = 0, g = 0, blue = 0] = [1, 3, 5]
      .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * blue;
  };
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

test.each([
  ["light", LIGHT],
  ["dark", DARK],
])("%s colours have the contrast of WCAG 2.2 AA", (_, palette) => {
  for (const ground of [palette.page, palette.panel, palette.card]) {
    for (const ink of [
      palette.text,
      palette.faint,
      palette.accent,
      palette.broken,
      palette.unknown,
      palette.proven,
    ]) {
      expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5);
    }
  }
  for (const verdict of ["broken", "unknown", "proven"] as const) {
    expect(contrast(palette[verdict], palette[`${verdict}Ground`])).toBeGreaterThanOrEqual(4.5);
  }
  expect(contrast(palette.page, palette.accent)).toBeGreaterThanOrEqual(4.5);
});

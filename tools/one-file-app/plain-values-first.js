const { readFileSync } = require("node:fs");

/**
 * Hands values without tokens over as they are. cdktf looks for tokens in every key and every value with regular expressions and
 * a context of its own, a third of the time of a synthesis, though most values have none. Whatever may have one is left to cdktf.
 */
function resolve(value, options) {
  if (typeof value === "boolean" || value === undefined || value === null) return value;
  if (typeof value === "string" && isPlainText(value)) return value;
  const prefix = options.prefix ?? [];
  // Deeper than this cdktf suspects a circle, and says so.
  if (typeof value === "object" && isRecord(value) && prefix.length <= 200) {
    const keys = Object.keys(value);
    if (keys.every(isPlainText)) {
      const result = {};
      for (const key of keys) {
        const resolved = resolve(value[key], { ...options, prefix: prefix.concat(key) });
        if (resolved !== undefined) result[key] = resolved;
      }
      return result;
    }
  }
  return resolveTokens(value, options);
}

/** Tokens in texts are `TfToken[...]`, or numbers like -1.8881545897087625e+289; two whole texts mean that a token was misused. */
function isPlainText(text) {
  return !text.includes("TfToken[") && !text.includes("e+") && !text.endsWith(" Map Token Value");
}

/** An object literal, which neither is a construct nor resolves by itself. */
function isRecord(value) {
  return Object.getPrototypeOf(value) === Object.prototype && typeof value.resolve !== "function";
}

const THEIRS = "function resolve(obj, options) {";

/**
 * Puts these functions before the one of cdktf 0.21, which is its last release.
 *
 * @throws Error if the source is another one
 */
function withPlainValuesFirst(source) {
  if (source.split(THEIRS).length !== 2) {
    throw new Error(`cdktf's lib/tokens/private/resolve.js has no "${THEIRS}": leave plainValuesFirst out.`);
  }
  const ours = [resolve, isPlainText, isRecord].map(String).join("\n");
  return `${source.replace(THEIRS, "function resolveTokens(obj, options) {")}\n${ours}\n`;
}

/** As a plugin of esbuild. */
const plainValuesFirst = {
  name: "plain-values-first",
  setup({ onLoad }) {
    onLoad({ filter: /cdkt[fn][\\/]lib[\\/]tokens[\\/]private[\\/]resolve\.js$/ }, ({ path }) => ({
      contents: withPlainValuesFirst(readFileSync(path, "utf8")),
    }));
  },
};

module.exports = { plainValuesFirst, withPlainValuesFirst };

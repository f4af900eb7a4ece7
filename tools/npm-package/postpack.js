const { join } = require("node:path");
const { restoreReadme } = require("./readme");

restoreReadme(join(__dirname, "..", ".."));

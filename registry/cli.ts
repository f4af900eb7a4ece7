import { join, relative } from "node:path";
import { PRODUCTS } from "./products";
import { writeModule } from "./write-module";

/** `npm run registry`: writes every module into dist/registry. */
const root = join(__dirname, "..", "..");
try {
  for (const product of PRODUCTS) {
    const folder = writeModule(product, { root, into: join(root, "dist", "registry") });
    console.log(relative(root, folder));
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

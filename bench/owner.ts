/** Whose code it is that time goes into. */
export type Owner = "cdktf" | "provider bindings" | "other packages" | "this project";

/** Whether a file belongs to the generated classes of a provider, of cdktf or its fork. */
export function isBindings(file: string): boolean {
  return /node_modules[\\/]@cdkt[a-z]+[\\/]provider-/.test(file);
}

/** @param file path or URL of a script */
export function ownerOf(file: string): Owner {
  if (isBindings(file)) return "provider bindings";
  // Packages that cdktf brings along are in its own node_modules.
  if (/node_modules[\\/]cdkt[a-z]+[\\/]/.test(file)) return "cdktf";
  return /node_modules[\\/]/.test(file) ? "other packages" : "this project";
}

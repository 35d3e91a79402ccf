/** Style sheets: esbuild bundles them beside the script, or puts them in as text where an import asks for that. */
declare module "*.css" {
  const text: string;
  export default text;
}

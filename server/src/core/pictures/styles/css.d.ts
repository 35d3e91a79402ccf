/** Style sheets of the page, which the bundler puts in as text. */
declare module "*.css" {
  const text: string;
  export default text;
}

/** The part of papaparse that is used. Its published types bring those of Node along, which the core does without. */
declare module "papaparse" {
  interface ParseResult<Row> {
    readonly data: readonly Row[];
    readonly errors: readonly { readonly type: string; readonly message: string; readonly row?: number }[];
  }
  const Papa: {
    parse<Row>(
      text: string,
      options: {
        readonly header: true;
        readonly delimitersToGuess: readonly string[];
        readonly skipEmptyLines: "greedy";
      },
    ): ParseResult<Row>;
  };
  export default Papa;
}

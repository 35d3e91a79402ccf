/** The part of papaparse that is used. Its published types bring those of Node along, which the core does without. */
declare module "papaparse" {
  interface ParseResult<Row> {
    readonly data: readonly Row[];
    readonly errors: readonly { readonly type: string; readonly message: string; readonly row?: number }[];
    readonly meta: { readonly delimiter: string };
  }
  const Papa: {
    parse<Row>(
      text: string,
      options: {
        readonly header: true;
        readonly delimitersToGuess: readonly string[];
        readonly skipEmptyLines: boolean;
      },
    ): ParseResult<Row>;
  };
  export default Papa;
}

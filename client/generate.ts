import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";

const head = "// Written by `npm run client` from the OpenAPI document. Do not edit.\n\n";

/** The types of the API's client, as text, from its OpenAPI document. What has a default may be left out. */
export async function generateSchema(document: object): Promise<string> {
  return head + astToString(await openapiTS(document as OpenAPI3, { defaultNonNullable: false }));
}

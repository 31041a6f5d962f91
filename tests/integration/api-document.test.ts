import { createConfig, lintFromString } from "@redocly/openapi-core";
import { Spectral, type RulesetDefinition } from "@stoplight/spectral-core";
import { oas } from "@stoplight/spectral-rulesets";
import { describe, expect, it } from "vitest";
import { openApiDocument } from "#app/api/openapi.server.ts";
import { refusalCodes } from "#app/api/operation.ts";
import { operations, tags } from "#app/api/operations.server.ts";
import { problemTitle } from "#app/api/problem.server.ts";
import { answerApi } from "#app/api/router.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import { locales } from "#app/shared/i18n.ts";
import { scopes } from "#app/shared/scopes.ts";

type Node = { [key: string]: unknown };
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null;
const text = JSON.stringify(openApiDocument());
const document = JSON.parse(text) as { openapi: string; paths: Record<string, Record<string, Node>>; components: Node };

function each(value: unknown, visit: (node: Node) => void): void {
  if (!isNode(value)) return;
  visit(value);
  for (const inner of Object.values(value)) each(inner, visit);
}

function at(pointer: string): unknown {
  return pointer
    .slice(2)
    .split("/")
    .reduce<unknown>((value, part) => (isNode(value) ? value[part.replaceAll("~1", "/").replaceAll("~0", "~")] : undefined), document);
}

describe("the API's document", () => {
  it("is what the door serves", async () => {
    const response = await answerApi(new Request("http://roundabout.test/api/v1/openapi.json"), () => Promise.reject(new Error("needs no database")));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(document);
  });

  it("passes a public linter's recommended rules without an error", async () => {
    const config = await createConfig({ extends: ["recommended"] });
    const found = await lintFromString({ source: text, absoluteRef: "openapi.json", config });
    expect(found.filter((one) => one.severity === "error").map((one) => `${one.ruleId} ${one.message} ${one.location[0]?.pointer ?? ""}`)).toEqual([]);
  });

  it("passes Spectral's rules for OpenAPI without an error or a warning", async () => {
    const spectral = new Spectral();
    // Spectral knows scopes of OAuth only; since 3.1 a requirement may name them for any scheme. What ours name is held against the list below.
    spectral.setRuleset({ extends: [oas as RulesetDefinition], rules: { "oas3-operation-security-defined": "off" } });
    const found = await spectral.run(JSON.parse(text) as Record<string, unknown>);
    expect(found.map((one) => `${one.code} ${one.message} ${one.path.join("/")}`)).toEqual([]);
  });

  it("says OpenAPI 3.1, and every reference leads somewhere", () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    const lost: string[] = [];
    each(document, (node) => {
      if (typeof node.$ref === "string" && at(node.$ref) === undefined) lost.push(node.$ref);
    });
    expect(lost).toEqual([]);
  });

  it("names each operation once, with its tag, and declares exactly the parameters of its path", () => {
    const ids: string[] = [];
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const operation of Object.values(methods)) {
        ids.push(String(operation.operationId));
        expect(tags.map((tag) => tag.name)).toContain((operation.tags as string[])[0]);
        const declared = (operation.parameters as { in: string; name: string; required?: boolean }[] | undefined)?.filter((one) => one.in === "path") ?? [];
        expect(declared.every((one) => one.required)).toBe(true);
        expect(declared.map((one) => one.name)).toEqual([...path.matchAll(/\{(\w+)\}/g)].map((found) => found[1]));
      }
    }
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.sort()).toEqual(operations.map((one) => one.operationId).sort());
  });

  it("asks for a token with its one scope or for a signature, where the door does", () => {
    for (const one of operations) {
      const described = document.paths[one.path]?.[one.method];
      const token = { token: [one.scope] };
      expect(described?.security, one.operationId).toEqual(one.auth === "device" ? [{ device: [] }] : one.auth === "public" ? [{}, token] : [token]);
    }
  });

  it("gives each operation but the devices' a scope in the direction it goes, and describes each scope there is", () => {
    for (const one of operations) {
      if (one.auth === "device") expect(one.scope, one.operationId).toBeNull();
      else expect(one.scope, one.operationId).toMatch(one.method === "get" ? /^[a-z]+:read$/ : /^[a-z]+:write$/);
    }
    expect([...new Set(operations.flatMap((one) => one.scope ?? []))].sort()).toEqual([...scopes]);
    const { description } = (document.components.securitySchemes as Record<string, { description: string }>).token ?? { description: "" };
    for (const scope of scopes) expect(description).toMatch(new RegExp(`^- \`${scope}\`: .+\\.$`, "m"));
  });

  it.each(locales)("has a sentence for each code and each operation in %s", (locale) => {
    const codes = [...new Set(operations.flatMap(refusalCodes))];
    expect(codes.filter((code) => problemTitle(code, locale) === code)).toEqual([]);
    const t = translator(locale, "api");
    expect(operations.map((one) => one.operationId).filter((id) => t(`summaries.${id}`) === `summaries.${id}`)).toEqual([]);
    if (locale === "en") expect(operations.map((one) => [one.operationId, one.summary])).toEqual(operations.map((one) => [one.operationId, t(`summaries.${one.operationId}`)]));
  });
});

import { z } from "zod";
import { ownReports } from "#app/domains/trust/reports.service.server.ts";
import { reportSubject } from "#app/flows/report-subject.server.ts";
import { transparency } from "#app/domains/trust/transparency.service.server.ts";
import { reportReasons, subjectKinds } from "#app/domains/trust/trust.rules.ts";
import { reportTextMax } from "#app/domains/trust/trust.schema.ts";
import { ok } from "#app/shared/result.ts";
import { operation } from "../operation.ts";
import { cursor, id, instant, limit, nextCursor } from "../schemas.ts";

const subject = z.enum(subjectKinds, "errors:choose");
const reason = z.enum(reportReasons, "errors:choose");

const report = z
  .object({
    id,
    subject,
    title: z.string().meta({ description: "Of the copy that was kept." }),
    reason,
    text: z.string(),
    state: z.enum(["open", "acted", "dismissed"]),
    outcome: z.string().nullable().meta({ description: "What kind of thing was done; null while it is looked at." }),
    createdAt: instant,
    closedAt: instant.nullable(),
  })
  .meta({ id: "Report", description: "Something you reported, and what came of it." });

const figure = z.union([z.int(), z.literal("fewer_than_5")]).meta({ id: "PublishedFigure", description: "A count; 1 to 4 are not told apart." });
const figures = z.record(z.string(), figure);

const month = z
  .object({
    month: z.string().meta({ description: "UTC.", examples: ["2026-03"] }),
    reports: z.object({ total: figure, bySubject: figures, byReason: figures }),
    decisions: z.object({ total: figure, bySubject: figures, byRule: figures, byKind: figures, detectedByRule: figure, automated: figure, refusedBySecondModerator: figure }),
    medianMinutesToDecision: z.int().nullable().meta({ description: "Null with fewer than five decisions." }),
    appeals: z.object({ received: figure, upheld: figure, reversed: figure }),
    restrictions: z.object({ restricted: figure, suspended: figure }),
    contestedMarks: z.object({ upheld: figure, refused: figure }),
  })
  .meta({ id: "ModerationMonth", description: "The figures of moderation of one month." });

export const trustOperations = [
  operation({
    method: "post",
    path: "/reports",
    operationId: "sendReport",
    tag: "moderation",
    scope: "reports:write",
    summary: "Report something",
    description: "A copy of it as it is now is kept. The same thing is reported once while the first report is open.",
    auth: "token",
    body: z
      .strictObject({
        subject,
        id: z.string().min(1).max(120).meta({ description: "Of the listing, party or photo; `DEALID:SEQ` of a message." }),
        reason,
        text: z.string().trim().max(reportTextMax).default("").meta({ description: "Needed (ten characters) for the reason `other`." }),
      })
      .superRefine((value, ctx) => {
        if (value.reason === "other" && value.text.length < 10) ctx.addIssue({ code: "custom", path: ["text"], message: "errors:required" });
      })
      .meta({ id: "NewReport", description: "What is wrong with what." }),
    response: z.object({ id }).meta({ id: "ReportSent", description: "The report that was made." }),
    successStatus: 201,
    errors: ["TRUST.NOT_FOUND", "TRUST.OWN_CONTENT_NOT_ALLOWED", "TRUST.ALREADY_REPORTED", "TRUST.RATE_LIMITED"],
    async run({ db, actor, body }) {
      const sent = await reportSubject(db, actor, { subject: body.subject, id: body.id, reason: body.reason, text: body.text });
      return sent.ok ? ok({ id: sent.value.reportId }) : sent;
    },
  }),
  operation({
    method: "get",
    path: "/reports",
    operationId: "listReports",
    tag: "moderation",
    scope: "reports:read",
    summary: "Your reports",
    description: "Of the token's person, newest first.",
    auth: "token",
    query: z.object({ cursor, limit: limit(20, 100) }),
    response: z.object({ items: z.array(report), nextCursor }).meta({ id: "ReportPage", description: "A page of reports." }),
    async run({ db, actor, query }) {
      const page = await ownReports(db, actor, { after: query.cursor ?? null }, { limit: query.limit });
      return ok({
        items: page.rows.map((row) => ({ id: row.id, subject: row.subjectKind, title: row.title, reason: row.reason, text: row.text, state: row.state, outcome: row.outcome, createdAt: row.createdAt, closedAt: row.closedAt })),
        nextCursor: page.nextCursor,
      });
    },
  }),
  operation({
    method: "get",
    path: "/transparency",
    operationId: "getTransparency",
    tag: "moderation",
    scope: "reports:read",
    summary: "Moderation in figures",
    description: "By month, newest first, at most two years; counted from the rows.",
    auth: "public",
    response: z.object({ months: z.array(month) }).meta({ id: "Transparency", description: "The public figures of moderation." }),
    async run({ db }) {
      return ok({ months: (await transparency(db)).months });
    },
  }),
];

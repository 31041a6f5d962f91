/** Who may import whom (docs/architecture.md). Each rule says why; there is no list of exceptions. */
const room = "^app/domains/([^/]+)/";
module.exports = {
  forbidden: [
    { name: "no-cycles", comment: "A cycle means that two files are one.", severity: "error", from: {}, to: { circular: true, dependencyTypesNot: ["type-only"] } },
    { name: "shared-is-pure", comment: "shared runs anywhere and knows nothing of ours.", severity: "error", from: { path: "^app/shared/", pathNot: "\\.test\\.tsx?$" }, to: { path: "^(app/(?!shared/)|server/|prisma/|tests/)" } },
    { name: "platform-knows-no-business", comment: "Technology without business words.", severity: "error", from: { path: "^app/platform/", pathNot: "\\.test\\.ts$" }, to: { path: "^app/(domains|flows|outbox|realtime|routes|commands|demo|ui)/" } },
    { name: "ui-knows-no-business", comment: "Primitives, forms, layout, plots, map; no business words.", severity: "error", from: { path: "^app/ui/", pathNot: "\\.test\\.tsx?$" }, to: { path: "^app/(domains|flows|outbox|realtime|routes|commands|demo|platform)/" } },
    { name: "rooms-do-not-know-each-other", comment: "What touches two rooms is a flow.", severity: "error", from: { path: room, pathNot: "\\.test\\.tsx?$" }, to: { path: "^app/domains/", pathNot: "^app/domains/$1/" } },
    { name: "rooms-import-downwards", comment: "A room knows shared, platform, its own ui parts, and how to record an event.", severity: "error", from: { path: "^app/domains/", pathNot: "\\.test\\.tsx?$" }, to: { path: "^app/(flows|realtime|routes|commands|demo|outbox/(?!record\\.server\\.ts|events\\.ts))" } },
    { name: "only-a-rooms-ui-imports-ui", comment: "Verbs do not draw.", severity: "error", from: { path: "^app/domains/[^/]+/(?!ui/)", pathNot: "\\.test\\.tsx?$" }, to: { path: "^app/ui/" } },
    { name: "flows-import-downwards", comment: "A flow joins rooms; it does not know who calls it.", severity: "error", from: { path: "^app/flows/", pathNot: "\\.test\\.tsx?$" }, to: { path: "^app/(realtime|routes|commands|demo|ui|outbox/(?!record\\.server\\.ts|events\\.ts))" } },
    { name: "prisma-only-in-repositories", comment: "References to the database client stay where tables are read.", severity: "error", from: { path: "^app/", pathNot: "(\\.repository\\.server\\.ts$|^app/platform/db/|\\.test\\.tsx?$)" }, to: { path: "(^prisma/generated/|@prisma/client|@electric-sql/pglite|^node_modules/pg/)" } },
    { name: "socket-io-only-in-realtime", comment: "One owner of the sockets.", severity: "error", from: { path: "^app/", pathNot: "^app/realtime/" }, to: { path: "node_modules/(socket\\.io|socket\\.io-client|@socket\\.io)" } },
    { name: "emits-only-from-the-outbox", comment: "Pages change because something was committed.", severity: "error", from: { path: "^app/", pathNot: "^(app/outbox/to-sockets\\.server\\.ts|app/application\\.server\\.ts|app/realtime/|app/routes/|app/root\\.tsx)" }, to: { path: "^app/realtime/" } },
    { name: "server-takes-from-the-build", comment: "A module imported from both sides would exist twice.", severity: "error", from: { path: "^server/" }, to: { path: "^(app|prisma|tests)/" } },
    { name: "framework-only-at-the-door", comment: "Moving to the next framework touches routes, root and entries only.", severity: "error", from: { path: "^app/", pathNot: "^app/(routes/|root\\.tsx|entry\\.|ui/remix\\.(test\\.)?ts)" }, to: { path: "node_modules/@remix-run" } },
    { name: "no-barrels", comment: "A file that only re-exports hides who needs what.", severity: "error", from: { path: "^app/" }, to: { path: "^app/.*/index\\.tsx?$" } },
    { name: "no-tests-in-the-product", severity: "error", from: { path: "^(app|server|prisma)/", pathNot: "\\.test\\.tsx?$" }, to: { path: "(^tests/|\\.test\\.tsx?$)" } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(build|prisma/generated/.*)" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "node", "default"], extensions: [".ts", ".tsx", ".js", ".mjs", ".json"] },
  },
};

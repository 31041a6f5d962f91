import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import remixConfig from "./remix.config.js";

declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}

export default defineConfig({
  // The Remix plugin's dev preamble breaks Vitest, which has a config of its own anyway.
  plugins: [!process.env.VITEST && remix(remixConfig), tailwindcss()],
  resolve: { dedupe: ["react", "react-dom"] },
  // Two servers in development on one checkout must not share what they optimise.
  cacheDir: process.env.PORT ? `node_modules/.vite-${process.env.PORT}` : "node_modules/.vite",
  ssr: { noExternal: ["@conform-to/react", "@conform-to/zod"] },
  // The client's optimiser must not follow route files into the server's libraries.
  optimizeDeps: {
    exclude: ["@prisma/client", "@prisma/driver-adapter-utils", "@remix-run/node", "pg", "pino", "@prisma/adapter-pg", "@electric-sql/pglite", "pglite-prisma-adapter", "socket.io", "sharp", "better-auth", "redis", "@socket.io/redis-streams-adapter", "nodemailer", "isbot", "date-holidays", "opening_hours", "proj4", "tz-lookup", "d3-geo", "iso-3166", "topojson-client"],
    // Named up front: finding one in the middle of a session optimises anew and leaves two copies of React.
    include: [
      "react",
      "react-dom",
      "react-dom/client",
      "react/jsx-runtime",
      "react/jsx-dev-runtime",
      "@remix-run/react",
      "@conform-to/dom",
      "@conform-to/react",
      "@conform-to/zod/v4",
      "clsx",
      "d3-scale",
      "d3-shape",
      "i18next",
      "i18next-icu",
      "leaflet",
      "luxon",
      "react-i18next",
      "socket.io-client",
      "supercluster",
      "uuid",
      "zod",
      "zod/v4",
      "zod/v4/core",
    ],
  },
  build: { sourcemap: false, target: "es2022" },
});

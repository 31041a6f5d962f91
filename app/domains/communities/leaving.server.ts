import type { AfterLeaving } from "#app/platform/personal-data/leaving.server.ts";

export const communitiesLeaving: AfterLeaving[] = [{ table: "community_invitation_use", gone: true }];

/** Why a verb of this room refuses. Sentences stand in the `challenges` catalogue under `errors`. */
export const challengesErrors = ["CHALLENGES.NOT_FOUND", "CHALLENGES.NOT_ALLOWED", "CHALLENGES.STALE", "CHALLENGES.WRONG_STATE", "CHALLENGES.KEY_TAKEN", "CHALLENGES.OVER_CLOSED", "CHALLENGES.COMMUNITY_NOT_FOUND"] as const;

export type ChallengesError = (typeof challengesErrors)[number];

import type { RoomData } from "#app/platform/personal-data/personal-data.server.ts";

/** What benchmarking holds of a person: who did what for a community. */
export const benchmarkingData: RoomData = {
  tables: [],
  acts: [
    { table: "benchmark_profile", key: "community_id", who: "changed_by_user_id", at: "updated_at" },
    { table: "benchmark_cycle", key: "id", who: "created_by_user_id", at: "created_at" },
    { table: "benchmark_step", key: "cycle_id step", who: "owner_user_id done_by_user_id", at: "done_at" },
    { table: "benchmark_peer", key: "cycle_id community_id", who: "chosen_by_user_id", at: "at" },
    { table: "benchmark_evidence", key: "id", who: "added_by_user_id", at: "at" },
    { table: "benchmark_target", key: "cycle_id indicator", who: "set_by_user_id", at: "at" },
    { table: "benchmark_action", key: "id", who: "owner_user_id added_by_user_id", at: "at" },
    { table: "benchmark_value", key: "id", who: "entered_by_user_id", at: "at" },
    { table: "benchmark_practice", key: "id", who: "tagged_by_user_id", at: "at" },
  ],
};

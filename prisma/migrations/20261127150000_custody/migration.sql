-- Whose hands a load passes through, gram by gram: lots, what happened to them, and what was posted for it. What the network holds
-- begins empty: loads from before have long left, and nobody can say where to.

CREATE TYPE "lot_kind" AS ENUM ('arrival', 'split', 'merge', 'consigned', 'recovered');

CREATE TYPE "custody_act_kind" AS ENUM ('arrive', 'split', 'merge', 'send', 'receive', 'take_back', 'treat', 'count', 'deliver');

CREATE TYPE "custody_account" AS ENUM ('stock', 'arrived', 'sent', 'received', 'taken_back', 'difference', 'processed', 'residue', 'loss', 'adjustment', 'delivered');

CREATE TYPE "origin_kind" AS ENUM ('arrival', 'surplus');

CREATE TYPE "consignment_state" AS ENUM ('draft', 'discarded', 'sent', 'received', 'refused', 'returned');

CREATE TABLE "custody_act" (
    "id" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "kind" "custody_act_kind" NOT NULL,
    "point_id" TEXT NOT NULL,
    "party_id" TEXT NOT NULL,
    "consignment_id" TEXT,
    "actor_user_id" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "custody_act_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "custody_posting" (
    "act_id" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "account" "custody_account" NOT NULL,
    "point_id" TEXT NOT NULL,
    "lot_id" TEXT NOT NULL,
    "material" TEXT NOT NULL,
    "grams" INTEGER NOT NULL,
    "reason" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "custody_posting_pkey" PRIMARY KEY ("act_id","line"),
    CONSTRAINT "custody_posting_moves" CHECK ("grams" <> 0)
);

CREATE TABLE "custody_lot" (
    "id" TEXT NOT NULL,
    "number" BIGSERIAL NOT NULL,
    "kind" "lot_kind" NOT NULL,
    "material" TEXT NOT NULL,
    "is_sorted" BOOLEAN NOT NULL DEFAULT false,
    "made_grams" INTEGER NOT NULL,
    "contamination_permille" INTEGER NOT NULL DEFAULT 0,
    "point_id" TEXT NOT NULL,
    "party_id" TEXT NOT NULL,
    "act_id" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "custody_lot_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "custody_lot_figures" CHECK ("made_grams" > 0 AND "contamination_permille" BETWEEN 0 AND 1000),
    CONSTRAINT "custody_lot_sorted" CHECK (CASE "kind" WHEN 'recovered' THEN "is_sorted" WHEN 'arrival' THEN NOT "is_sorted" ELSE true END)
);

CREATE TABLE "custody_edge" (
    "parent_id" TEXT NOT NULL,
    "child_id" TEXT NOT NULL,
    "act_id" TEXT NOT NULL,
    "grams" INTEGER NOT NULL,

    CONSTRAINT "custody_edge_pkey" PRIMARY KEY ("parent_id","child_id"),
    CONSTRAINT "custody_edge_grams" CHECK ("grams" > 0)
);

CREATE TABLE "custody_balance" (
    "lot_id" TEXT NOT NULL,
    "point_id" TEXT NOT NULL,
    "grams" INTEGER NOT NULL,

    CONSTRAINT "custody_balance_pkey" PRIMARY KEY ("lot_id","point_id"),
    CONSTRAINT "custody_balance_not_negative" CHECK ("grams" >= 0)
);

CREATE TABLE "custody_origin" (
    "id" TEXT NOT NULL,
    "kind" "origin_kind" NOT NULL,
    "ledger_entry_id" TEXT,
    "lot_id" TEXT NOT NULL,
    "grams" INTEGER NOT NULL,
    "recovered_grams" INTEGER NOT NULL DEFAULT 0,
    "residue_grams" INTEGER NOT NULL DEFAULT 0,
    "lost_grams" INTEGER NOT NULL DEFAULT 0,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "custody_origin_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "custody_origin_grams" CHECK ("grams" > 0 AND "recovered_grams" >= 0 AND "residue_grams" >= 0 AND "lost_grams" >= 0 AND "recovered_grams" + "residue_grams" + "lost_grams" <= "grams"),
    CONSTRAINT "custody_origin_settled" CHECK (("settled_at" IS NOT NULL) = ("recovered_grams" + "residue_grams" + "lost_grams" = "grams")),
    CONSTRAINT "custody_origin_counted" CHECK (("ledger_entry_id" IS NOT NULL) = ("kind" = 'arrival'))
);

CREATE TABLE "custody_part" (
    "lot_id" TEXT NOT NULL,
    "origin_id" TEXT NOT NULL,
    "made_grams" INTEGER NOT NULL,
    "left_grams" INTEGER NOT NULL,

    CONSTRAINT "custody_part_pkey" PRIMARY KEY ("lot_id","origin_id"),
    CONSTRAINT "custody_part_left" CHECK ("made_grams" > 0 AND "left_grams" BETWEEN 0 AND "made_grams")
);

CREATE TABLE "consignment" (
    "id" TEXT NOT NULL,
    "number" BIGSERIAL NOT NULL,
    "state" "consignment_state" NOT NULL DEFAULT 'draft',
    "from_point_id" TEXT NOT NULL,
    "from_party_id" TEXT NOT NULL,
    "to_point_id" TEXT NOT NULL,
    "to_party_id" TEXT NOT NULL,
    "vehicle" TEXT NOT NULL DEFAULT '',
    "seal" TEXT NOT NULL DEFAULT '',
    "note" TEXT NOT NULL DEFAULT '',
    "reason" TEXT,
    "created_by_user_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consignment_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "consignment_two_points" CHECK ("from_point_id" <> "to_point_id"),
    CONSTRAINT "consignment_sent" CHECK (("sent_at" IS NOT NULL) = ("state" IN ('sent', 'received', 'refused', 'returned'))),
    CONSTRAINT "consignment_closed" CHECK (("closed_at" IS NOT NULL) = ("state" IN ('discarded', 'received', 'refused', 'returned'))),
    CONSTRAINT "consignment_refused_with_reason" CHECK (("reason" IS NOT NULL) = ("state" IN ('refused', 'returned')))
);

CREATE TABLE "consignment_line" (
    "id" TEXT NOT NULL,
    "consignment_id" TEXT NOT NULL,
    "material" TEXT NOT NULL,
    "is_sorted" BOOLEAN NOT NULL DEFAULT false,
    "grams" INTEGER NOT NULL,
    "chosen_lot_ids" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "lot_id" TEXT,
    "received_grams" INTEGER,
    "difference_reason" TEXT,
    "difference_note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "consignment_line_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "consignment_line_grams" CHECK ("grams" > 0 AND ("received_grams" IS NULL OR "received_grams" >= 0)),
    CONSTRAINT "consignment_line_difference" CHECK ("difference_reason" IS NULL OR ("received_grams" IS NOT NULL AND "difference_reason" IN ('moisture', 'spill', 'scale', 'wrong_material', 'theft', 'other')))
);

CREATE TABLE "balance_alarm" (
    "point_id" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "party_id" TEXT NOT NULL,
    "unexplained_permille" INTEGER NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "balance_alarm_pkey" PRIMARY KEY ("point_id","month"),
    CONSTRAINT "balance_alarm_month" CHECK ("month" ~ '^[0-9]{4}-[0-9]{2}$')
);

CREATE UNIQUE INDEX "custody_act_seq_key" ON "custody_act"("seq");

CREATE INDEX "custody_act_point_id_kind_at_idx" ON "custody_act"("point_id", "kind", "at");

CREATE INDEX "custody_act_consignment_id_idx" ON "custody_act"("consignment_id");

CREATE INDEX "custody_posting_point_id_at_idx" ON "custody_posting"("point_id", "at");

CREATE INDEX "custody_posting_lot_id_idx" ON "custody_posting"("lot_id");

CREATE UNIQUE INDEX "custody_lot_number_key" ON "custody_lot"("number");

CREATE INDEX "custody_lot_act_id_idx" ON "custody_lot"("act_id");

CREATE INDEX "custody_edge_child_id_idx" ON "custody_edge"("child_id");

CREATE INDEX "custody_edge_act_id_idx" ON "custody_edge"("act_id");

CREATE UNIQUE INDEX "custody_origin_ledger_entry_id_key" ON "custody_origin"("ledger_entry_id");

CREATE INDEX "custody_origin_lot_id_idx" ON "custody_origin"("lot_id");

CREATE INDEX "custody_part_origin_id_idx" ON "custody_part"("origin_id");

CREATE UNIQUE INDEX "consignment_number_key" ON "consignment"("number");

CREATE INDEX "consignment_from_party_id_created_at_idx" ON "consignment"("from_party_id", "created_at");

CREATE INDEX "consignment_to_party_id_state_created_at_idx" ON "consignment"("to_party_id", "state", "created_at");

CREATE INDEX "consignment_from_point_id_state_idx" ON "consignment"("from_point_id", "state");

CREATE UNIQUE INDEX "consignment_line_lot_id_key" ON "consignment_line"("lot_id");

CREATE UNIQUE INDEX "consignment_line_consignment_id_material_is_sorted_key" ON "consignment_line"("consignment_id", "material", "is_sorted");

ALTER TABLE "custody_posting" ADD CONSTRAINT "custody_posting_act_id_fkey" FOREIGN KEY ("act_id") REFERENCES "custody_act"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "custody_posting" ADD CONSTRAINT "custody_posting_lot_id_fkey" FOREIGN KEY ("lot_id") REFERENCES "custody_lot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "custody_lot" ADD CONSTRAINT "custody_lot_act_id_fkey" FOREIGN KEY ("act_id") REFERENCES "custody_act"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "custody_edge" ADD CONSTRAINT "custody_edge_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "custody_lot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "custody_edge" ADD CONSTRAINT "custody_edge_child_id_fkey" FOREIGN KEY ("child_id") REFERENCES "custody_lot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "custody_edge" ADD CONSTRAINT "custody_edge_act_id_fkey" FOREIGN KEY ("act_id") REFERENCES "custody_act"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "custody_balance" ADD CONSTRAINT "custody_balance_lot_id_fkey" FOREIGN KEY ("lot_id") REFERENCES "custody_lot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "custody_origin" ADD CONSTRAINT "custody_origin_lot_id_fkey" FOREIGN KEY ("lot_id") REFERENCES "custody_lot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "custody_part" ADD CONSTRAINT "custody_part_lot_id_fkey" FOREIGN KEY ("lot_id") REFERENCES "custody_lot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "custody_part" ADD CONSTRAINT "custody_part_origin_id_fkey" FOREIGN KEY ("origin_id") REFERENCES "custody_origin"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "consignment_line" ADD CONSTRAINT "consignment_line_consignment_id_fkey" FOREIGN KEY ("consignment_id") REFERENCES "consignment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "consignment_line" ADD CONSTRAINT "consignment_line_lot_id_fkey" FOREIGN KEY ("lot_id") REFERENCES "custody_lot"("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE INDEX "custody_balance_here" ON "custody_balance" ("point_id") WHERE "grams" > 0;

-- What happened stays as it was written.
CREATE TRIGGER "custody_act_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "custody_act" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "custody_posting_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "custody_posting" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "custody_lot_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "custody_lot" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "custody_edge_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "custody_edge" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Postings come an act at a time and must balance; what they say of stock is added to the balances in the same breath, where the check
-- that nothing is below zero decides between two who take the last of a lot.
CREATE FUNCTION custody_post() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM custody_posting p WHERE p.act_id IN (SELECT act_id FROM fresh)
    GROUP BY p.act_id, p.material HAVING sum(p.grams) <> 0
  ) OR EXISTS (
    SELECT 1 FROM custody_posting p WHERE p.act_id IN (SELECT act_id FROM fresh) AND p.account = 'processed'
    GROUP BY p.act_id HAVING sum(p.grams) <> 0
  ) THEN
    RAISE EXCEPTION 'the postings of an act do not balance' USING ERRCODE = 'RB010';
  END IF;
  IF EXISTS (SELECT 1 FROM fresh f JOIN custody_act a ON a.id = f.act_id JOIN custody_lot l ON l.id = f.lot_id
             WHERE a.point_id <> f.point_id OR a.at <> f.at OR l.material <> f.material) THEN
    RAISE EXCEPTION 'a posting contradicts its act or its lot' USING ERRCODE = 'RB010';
  END IF;
  INSERT INTO custody_balance (lot_id, point_id, grams)
    SELECT DISTINCT lot_id, point_id, 0 FROM fresh WHERE account = 'stock' ON CONFLICT DO NOTHING;
  UPDATE custody_balance b SET grams = b.grams + d.grams
    FROM (SELECT lot_id, point_id, sum(grams)::int AS grams FROM fresh WHERE account = 'stock' GROUP BY 1, 2) d
    WHERE b.lot_id = d.lot_id AND b.point_id = d.point_id;
  RETURN NULL;
END;
$$;
CREATE TRIGGER "custody_posting_balances" AFTER INSERT ON "custody_posting"
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION custody_post();

CREATE FUNCTION custody_balance_by_postings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'balances follow postings' USING ERRCODE = 'RB001';
  END IF;
  RETURN NULL;
END;
$$;
CREATE TRIGGER "custody_balance_by_postings" BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "custody_balance"
  FOR EACH STATEMENT EXECUTE FUNCTION custody_balance_by_postings();

-- A lot's parents were there before it, and are named when it is made: so no lot comes from itself, by however many steps.
CREATE FUNCTION custody_edge_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM fresh f JOIN custody_lot p ON p.id = f.parent_id JOIN custody_lot c ON c.id = f.child_id
             WHERE p.number >= c.number OR c.act_id <> f.act_id OR p.act_id = f.act_id) THEN
    RAISE EXCEPTION 'a lot comes of lots that were there before it' USING ERRCODE = 'RB010';
  END IF;
  RETURN NULL;
END;
$$;
CREATE TRIGGER "custody_edge_forward" AFTER INSERT ON "custody_edge"
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION custody_edge_forward();

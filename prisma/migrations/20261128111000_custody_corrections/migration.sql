-- What the ledger took back, or counted with another weight, is put right in stock by an act of its own.
ALTER TYPE "custody_act_kind" ADD VALUE 'correct';

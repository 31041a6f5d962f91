-- Somebody who comes without a booking and outside the slots stands in a slot of their own. A new word of an enum can be used only after the transaction that adds it.
ALTER TYPE "slot_kind" ADD VALUE 'walk_in';

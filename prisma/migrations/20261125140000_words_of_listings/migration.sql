-- Every word that a published listing was ever found by: what a misspelt word of a search is compared with.
-- Byte order, so that beginnings of words are ranges of the index; ends of words through the reversed word.
CREATE TABLE "listing_word" (
    "word" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "listing_word_pkey" PRIMARY KEY ("word")
);
CREATE INDEX "listing_word_backwards" ON "listing_word" (reverse(word));

-- Sorted, so that two listings published at once take their new words in the same order. Numbers cannot be misspelt
-- towards a known one, and could be somebody's telephone.
CREATE FUNCTION keep_listing_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO listing_word (word)
  SELECT DISTINCT word COLLATE "C" FROM unnest(string_to_array(NEW.search_text, ' ')) AS word
  WHERE length(word) BETWEEN 2 AND 30 AND word !~ '^[0-9]+$'
  ORDER BY 1
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE TRIGGER "listing_keeps_words" AFTER INSERT OR UPDATE OF state, search_text ON "listing"
  FOR EACH ROW WHEN (NEW.state = 'published') EXECUTE FUNCTION keep_listing_words();

INSERT INTO listing_word (word)
SELECT DISTINCT word COLLATE "C" FROM listing, unnest(string_to_array(search_text, ' ')) AS word
WHERE state = 'published' AND length(word) BETWEEN 2 AND 30 AND word !~ '^[0-9]+$';

import { byParty, byUser, publicPhoto, within, type RoomData } from "#app/platform/personal-data/personal-data.server.ts";

const own = byParty("owner_party_id");
const ofListing = within("listing_id", "listing", own);
const words = "Words of many listings, without whose they are.";

/** What listings hold of a person. */
export const listingsData: RoomData = {
  tables: [
    {
      table: "listing",
      key: "id",
      whose: own,
      give: `id owner_party_id created_by_user_id kind offer category material title description condition attributes grade grade_answers grade_rule remanufactured remanufacturer warranty_months
        units_initial units_available units_held units_handed_over units_lost mass_grams count_unit count_hundredths material_conditions price_minor currency swap_for loan_days light_gift
        latitude longitude coarse_latitude coarse_longitude place_label exact_address time_zone state withdrawn_reason expires_at published_at created_at updated_at`,
      withheld: { "It stands for a serial number without saying it.": "serial_hash", "Made from the rest, for search and order.": "search_text words sort_at", "It counts changes for us.": "version" },
    },
    { table: "listing_photo", key: "id", whose: ofListing, give: "id listing_id position width height alt created_at", withheld: { "The file itself is in the archive.": "storage_key", "Made from the photo, to find the same one.": "difference_hash" }, file: publicPhoto },
    {
      table: "listing_claim",
      key: "id",
      whose: ofListing,
      give: "id listing_id kind percent state reason document_type document_bytes document_deleted_at stated_by_user_id created_at updated_at",
      withheld: { "The file itself is in the archive.": "document_key", "It counts changes for us.": "version" },
      file: { column: "document_key", at: (key) => key, extension: "document" },
    },
    { table: "listing_draft", key: "id", whose: byUser(), give: "id owner_party_id values listing_id expires_at created_at updated_at", withheld: { "It says no more than whose rows these are.": "user_id", "It counts changes for us.": "version" } },
    {
      table: "listing_draft_photo",
      key: "id",
      whose: byUser(),
      give: "id draft_id width height stored_at removed_at created_at",
      withheld: { "The file itself is in the archive.": "storage_key", "Made from the photo, to find the same one.": "difference_hash", "It tells repeated sending.": "client_id", "It says no more than whose rows these are.": "user_id" },
      file: publicPhoto,
    },
  ],
  notPersonal: {
    listing_hold: "Which holds keep a listing off; its decisions are given.",
    listing_word: words,
    listing_token: words,
    listing_label: words,
    listing_lesson: words,
    listing_to_learn: words,
  },
};

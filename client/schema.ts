// Written by `npm run client` from the OpenAPI document. Do not edit.

export interface paths {
    "/points/for-bag": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where a bag of several materials goes
         * @description The nearest point that takes all; and the best pair where there is none, or where going round by two is clearly shorter. Within 50 km.
         */
        get: operations["findPointsForBag"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/points": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find recycling points
         * @description Nearest first, around `lat` and `lon`, else around the place `q` means, else a sensible start.
         */
        get: operations["listPoints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/points/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One recycling point
         * @description With hours, materials, express refusals, and whose data it is.
         */
        get: operations["getPoint"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/points/{id}/slots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Slots of a point
         * @description Soonest first, at most 500; full, closed and late ones are shown with the reason.
         */
        get: operations["listSlots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/listings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find listings
         * @description Published listings by words, kind, price and place. Places are coarse.
         */
        get: operations["listListings"];
        put?: never;
        /**
         * Publish a listing
         * @description For the party the token acts for. Hazardous or licence-bound materials, and what a rule asks to look at (/rules), wait for review (`pending_review`). What may not be listed is refused at `title`.
         */
        post: operations["publishListing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/listings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One listing
         * @description A hidden one (draft, under review, withdrawn) is there for its owner's people only.
         */
        get: operations["getListing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a listing
         * @description Judged as a new one is. Who has asked for it is told, and what was accepted waits for their yes. While units are held, how it is offered stands; once anybody asked, so does a remanufactured mark. What now needs review goes there.
         */
        patch: operations["changeListing"];
        trace?: never;
    };
    "/listings/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a listing back
         * @description Requests that wait are closed; accepted deals run on.
         */
        post: operations["withdrawListing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My deals
         * @description Of the token's party, latest change first, thirty to a page.
         */
        get: operations["listDeals"];
        put?: never;
        /**
         * Ask for a listing
         * @description Where the listing is a wanted one, this offers it: then the token's party is the giver. One open deal per listing and asking party.
         */
        post: operations["requestDeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One deal
         * @description For its two sides; for everybody else it does not exist.
         */
        get: operations["getDeal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deals/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say no to a request
         * @description Say no to a request.
         */
        post: operations["declineDeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deals/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Step back before the hand-over
         * @description Step back before the hand-over.
         */
        post: operations["cancelDeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deals/{id}/schedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Name a time and a place
         * @description Either side; it waits for the other one's yes (`agree-time`), and so does each new time.
         */
        post: operations["scheduleDeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deals/{id}/hand-over": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that it moved
         * @description With the taker's `code`, entered by the giver, the deal completes at once. Without it, the other side confirms by `complete`. Materials need `measuredGrams`, or `confirmDeclared`. Five wrong codes stop the giver for a while.
         */
        post: operations["handOverDeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deals/{id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm what the other side handed over
         * @description Completes the deal and writes its ledger entry.
         */
        post: operations["completeDeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deals/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say yes to a proposal
         * @description Named by its number: where another has taken its place this is refused with the present one. Units are held, and the taker gets a code.
         */
        post: operations["acceptDeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deals/{id}/counter": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Propose something else
         * @description In answer to the proposal of that number; at most twenty to a deal. The other side has six days to answer.
         */
        post: operations["counterDeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deals/{id}/undo-accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a promise back
         * @description By the listing's owner. The deal is a request again and stays in the queue; it counts on the owner's record like a cancellation.
         */
        post: operations["undoAcceptDeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deals/{id}/agree-change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Agree to what the owner changed
         * @description By whoever asked, after the owner changed price, grade, weight or kind of an agreed listing. Until then nothing is handed over.
         */
        post: operations["agreeDealChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deals/{id}/agree-time": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say yes to the time the other side named
         * @description Say yes to the time the other side named.
         */
        post: operations["agreeDealTime"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/quotes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Offer a price for a listing
         * @description By recyclers and producers, for what is sold or given away. It is a deal whose giver answers; `subjectToInspection` lets the price stand only after an inspection.
         */
        post: operations["quoteDeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deals/{id}/extend-loan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lend for longer
         * @description By the giver; due at most a year from now.
         */
        post: operations["extendLoan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deals/{id}/hand-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that a loan is back
         * @description By the taker; the giver confirms, or fourteen days without a word do.
         */
        post: operations["handBackDeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deals/{id}/confirm-return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that it is back with me
         * @description By the giver: a loan is complete and counts, an inspected thing is returned.
         */
        post: operations["confirmReturn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deals/{id}/report-lost": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report a lent thing lost
         * @description Its units leave the listing, and nothing is counted.
         */
        post: operations["reportLost"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deals/{id}/receive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Receive what is to be inspected
         * @description Receive what is to be inspected.
         */
        post: operations["receiveDeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deals/{id}/inspect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * State what an inspection found
         * @description Once. The quoted amount or more completes the deal; less is a new quote, which its giver answers within seven days.
         */
        post: operations["inspectDeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deals/{id}/accept-requote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a new quote
         * @description By the giver: the deal is complete at the price that was found.
         */
        post: operations["acceptRequote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deals/{id}/refuse-requote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse a new quote
         * @description By the giver: it comes back free of charge.
         */
        post: operations["refuseRequote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deals/{id}/dispute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open a dispute
         * @description By either side, once something has changed hands. An operator decides within sixty days.
         */
        post: operations["disputeDeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deals/{id}/contest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Contest a completed deal
         * @description By either side, within fourteen days and once. What was counted stands until an operator decides.
         */
        post: operations["contestDeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deals/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Messages of a deal
         * @description In order, a hundred at a time; ask again with `after` = `lastSeq` while there is `more`.
         */
        get: operations["listMessages"];
        put?: never;
        /**
         * Write to the other side
         * @description Saved before it is told. The same `clientId` again changes nothing. Thirty a minute; ten for an account of its first day.
         */
        post: operations["sendMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bookings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My bookings
         * @description Of the token's party, as the one who comes or (`side=staff`, for a recycler's staff) the one who receives; the latest slot first.
         */
        get: operations["listBookings"];
        put?: never;
        /**
         * Book a slot
         * @description Confirmed at once: no hold to confirm afterwards. Slots are under /points/{id}/slots, those at the door, with `home`, under /areas/{id}/slots.
         */
        post: operations["bookSlot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bookings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One booking
         * @description For its two sides; for everybody else it does not exist.
         */
        get: operations["getBooking"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bookings/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a booking back
         * @description Late from the cut-off on. The recycler's staff needs a reason.
         */
        post: operations["cancelBooking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bookings/{id}/reschedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move a booking to another slot of its point
         * @description The new place is taken before the old one is given back. Answers with the new booking.
         */
        post: operations["rescheduleBooking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/waiting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What I wait for
         * @description The token's party's places in the lines of full slots, the soonest slot first, at most 100. What was offered is a booking on hold.
         */
        get: operations["listWaiting"];
        put?: never;
        /**
         * Wait for a full slot
         * @description When a place comes free it is kept for whoever is next, as a booking on hold, and they are told. A slot with a place for this load is to be booked instead (PICKUPS.NOT_FULL).
         */
        post: operations["joinLine"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/waiting/{id}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave a line
         * @description Whoever was offered a place already gives that back as a booking (PICKUPS.WRONG_STATE).
         */
        post: operations["leaveLine"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bookings/{id}/check-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let somebody in
         * @description By the recycler's staff, from a day before the slot.
         */
        post: operations["checkInBooking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bookings/{id}/weigh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write what the scale said
         * @description One reading per material. Another one of the same material is a correction: it needs a reason, and the old one stays on record.
         */
        post: operations["weighBooking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bookings/{id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Complete a weighed visit
         * @description Writes one ledger entry per weighed material. A second time writes nothing.
         */
        post: operations["completeBooking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/walk-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let in somebody without a booking
         * @description By the staff of the recycler that runs the point. They take a place in the slot under way; when that is full, or the point takes no more that day, only with `beyond`. The visit is checked in: weighing and completing go on as for a booking. Send an Idempotency-Key: a repeat without one lets in another.
         */
        post: operations["registerWalkIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bookings/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Turn a load away at the gate
         * @description By the recycler's staff, once somebody is checked in. Both sides see the kind and the reason; it can never be changed, and counts neither as a mark nor as impact. A photo is added on the page only.
         */
        post: operations["refuseLoad"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bookings/{id}/no-show": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Note that nobody came
         * @description By the recycler's staff, from half an hour after the slot's end. The visitor has a mark then, which they may contest.
         */
        post: operations["markNoShow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bookings/{id}/missed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that the recycler was not there
         * @description By whoever booked, from the slot's end for seven days. The recycler has a mark then, which it may contest.
         */
        post: operations["reportMissed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bookings/{id}/mark/contest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Contest a mark
         * @description By the side that has it, within seven days. It counts for nothing until a moderator of neither side has decided.
         */
        post: operations["contestMark"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bookings/{id}/mark/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a mark back
         * @description By the side that made it, contested or not. It never counts again.
         */
        post: operations["withdrawMark"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/custody/lots/{id}/epcis": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The history of a lot, as EPCIS 2.0
         * @description What happened to it, to what it came from and to what came of it. For the staff of whoever had the lot in hand; of other lots that the same acts touched nothing is said. At most 2000 acts, and `rb:isCut` where there are more.
         */
        get: operations["getLotEpcis"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/custody/points/{id}/epcis": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A month of a point, as EPCIS 2.0
         * @description Everything that was weighed in, split, merged, sent, received, sorted, weighed again or delivered there, in order; at most 2000 acts, and `rb:isCut` where there are more. A month that has not begun there is refused. For the staff of the recycler that runs it.
         */
        get: operations["getPointEpcis"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/devices/weigh-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send what a scale read
         * @description Signed by the device. Each reading is answered for itself, in the order sent: `accepted`, `repeated` or `refused` with a code. What names a visit is weighed in there, and checks it in; what cannot be weighed in is kept and waits for the staff. Send again whatever was not answered.
         */
        post: operations["sendDeviceReadings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/devices/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say how full a container is, or how long the queue
         * @description Signed by the device, about the point it stands at. A report holds for half an hour; the staff's word goes before it. The same id once more changes nothing.
         */
        post: operations["sendDeviceState"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What becomes of my data
         * @description The token's party's own devices, newest first, with the certificates there are.
         */
        get: operations["listErasures"];
        put?: never;
        /**
         * Choose what becomes of the data
         * @description By the giver, before the devices change hands; without a choice the hand-over is not completed. The recycler's staff may write down a wish, not a statement about the device.
         */
        post: operations["chooseErasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/erasures/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a choice about data back
         * @description By the giver, before the devices change hands; make another one instead.
         */
        post: operations["withdrawErasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/certificates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check a certificate of erasure
         * @description For anybody who holds a certificate. A wrong number and wrong check characters get the same answer.
         */
        get: operations["checkCertificate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/passports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My batteries
         * @description The passports of the token's party, newest first.
         */
        get: operations["listPassports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/passports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A battery's passport
         * @description Anybody reads what the battery is. States of health come with a token of somebody it concerns.
         */
        get: operations["getPassport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/passports/{id}/readings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a measured state of health
         * @description A rise that measuring does not explain is kept, but counts only once another party measures the same (`isHeld`). Readings are never changed.
         */
        post: operations["addPassportReading"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/packaging": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My boxes
         * @description What the token's party has of reusable boxes, by pool and kind, with its card. The first five hundred boxes.
         */
        get: operations["getHeldBoxes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/packaging/returns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say which boxes come back
         * @description No money moves on this word: the receiver's count decides.
         */
        post: operations["declareReturn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/packaging/returns/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One return of boxes
         * @description For its holder and the staff of the pool.
         */
        get: operations["getReturn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/packaging/returns/{id}/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Count a return of boxes
         * @description By staff of the pool. Counted boxes are back and their deposit is paid; what differs from what was declared waits for a manager.
         */
        post: operations["countReturn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/packaging/returns/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a declared return back
         * @description By its holder, before it is counted.
         */
        post: operations["withdrawReturn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/takeback-programmes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Producers' take-back programmes
         * @description Those that are open, by brand; two hundred at most.
         */
        get: operations["listTakebackProgrammes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/takeback-programmes/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A take-back programme with its figures
         * @description What came back is summed from completed hand-overs, by UTC month and in all; nothing of it is ever entered. Closed programmes keep their page.
         */
        get: operations["getTakebackProgramme"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/statistics/targets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Targets and progress
         * @description National targets with figures of the whole country, each with its source, and apart from them targets of own scopes with the published statistics of this platform. Null is no data.
         */
        get: operations["getTargets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bookings/{id}/photos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Photos of what stands at the door
         * @description For a pickup at the door that is still ahead, six at most. The same photo again changes nothing, but for the piece it is of. Nobody but the two sides sees them.
         */
        post: operations["addBookingPhotos"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/areas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who comes to a place
         * @description The open service areas that reach it, nearest centre first, at most 50.
         */
        get: operations["listAreas"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/areas/{id}/slots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Times at a door
         * @description The slots of a service area as they are for this place and load, soonest first, at most 500. Book one with POST /bookings and its `home`.
         */
        get: operations["listHomeSlots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recyclers/{slug}/prices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A recycler's price board
         * @description The prices in force on a day, and how they came to be: one line per material, grade and day, oldest first.
         */
        get: operations["getPriceBoard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/impact/totals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sums of the ledger
         * @description Of the platform, of a region, of a community, or of the token's party; by material, route and month.
         */
        get: operations["getImpactTotals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/impact/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ledger entries
         * @description Latest first. Public lists name nobody; `scope=mine` adds the token's party's own share.
         */
        get: operations["listImpactEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/impact/entries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One ledger entry, explained
         * @description Factors, inputs, every term of the sum, and the range. Anybody may check it; households stay unnamed.
         */
        get: operations["getImpactEntry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/impact/factors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The published factors
         * @description The published factors.
         */
        get: operations["listFactors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/impact/factors/{edition}/{name}/{practice}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One factor with its source
         * @description A factor's `id` is the end of this path.
         */
        get: operations["getFactor"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/impact/checkpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Signed statements about the log
         * @description All that were ever signed, the largest first. Keep one: any later log must be proved to continue it.
         */
        get: operations["listCheckpoints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/impact/checkpoints/latest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was signed last
         * @description What was signed last.
         */
        get: operations["getLatestCheckpoint"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/impact/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The keys that sign
         * @description Public keys of every checkpoint there is, the oldest first.
         */
        get: operations["listLedgerKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/impact/proofs/entries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Prove that an entry stands in the log
         * @description Under the latest checkpoint. Saved to a file, `node verify.mjs FILE` checks it anywhere; /verify.mjs of this server is that program.
         */
        get: operations["proveEntry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/impact/proofs/consistency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Prove that the log only grew
         * @description That the log of `to` entries begins with the log of `from` entries, unchanged.
         */
        get: operations["proveConsistency"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/impact/entries.ndjson": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All ledger entries, as lines
         * @description As the log holds them, from an index on; of any length. Ask again from the index after the last to go on.
         */
        get: operations["streamImpactEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/impact/log.ndjson": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The log itself, as lines
         * @description The lines of an export's ledger.ndjson: each leaf with its hash. `node verify.mjs FILE` checks them.
         */
        get: operations["streamLedgerLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/leaderboards/communities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Communities by avoided emissions
         * @description From the sums of the ledger, computed anew when they change. Who is not listed or stepped back never appears and takes no rank; entries that wait for a review count for nobody.
         */
        get: operations["getCommunityLeaderboard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/communities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find communities
         * @description Listed ones, the largest first.
         */
        get: operations["listCommunities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/communities/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One community
         * @description An unlisted one exists for its own people only. Its figures are under /impact/totals?scope=community.
         */
        get: operations["getCommunity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/communities/{slug}/posts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a community says to everybody
         * @description The newest first. What members write for members is not in it, whoever asks.
         */
        get: operations["listCommunityPosts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/networks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Networks of communities
         * @description By their addresses.
         */
        get: operations["listNetworks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/networks/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A network with its communities and what they come to
         * @description Of the communities that are in it now, which are all listed; five hundred at most are named. Each entry of the ledger counts once, also between two of them.
         */
        get: operations["getNetwork"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/communities/{slug}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who belongs to a community, and who asks to
         * @description For its owners and managers. Two hundred of each at most; who asks comes first.
         */
        get: operations["listCommunityMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/communities/{slug}/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Join a community, or ask to
         * @description An open one takes the token's person in at once; another one asks its managers. Where there are rules, the number of those that were read is confirmed. Private ones are joined by their invitation only.
         */
        post: operations["joinCommunity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/communities/{slug}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave a community, or take a request back
         * @description What was counted there stays. The last owner hands over first.
         */
        post: operations["leaveCommunity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/communities/{slug}/members/{userId}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let somebody in who asked
         * @description By an owner or manager.
         */
        post: operations["acceptCommunityRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/communities/{slug}/members/{userId}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Turn a request down
         * @description By an owner or manager. Asking again stays possible.
         */
        post: operations["declineCommunityRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/communities/{slug}/members/{userId}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove somebody
         * @description By an owner or manager, for a reason that the person is told. What they did stays counted.
         */
        post: operations["removeCommunityMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your reports
         * @description Of the token's person, newest first.
         */
        get: operations["listReports"];
        put?: never;
        /**
         * Report something
         * @description A copy of it as it is now is kept. The same thing is reported once while the first report is open.
         */
        post: operations["sendReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/transparency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Moderation in figures
         * @description By month, newest first, at most two years; counted from the rows.
         */
        get: operations["getTransparency"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My notifications
         * @description Of the token's person, as far as they concern the token's party or the person alone; the latest first. Reading them here does not mark them read.
         */
        get: operations["listNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark notifications read
         * @description By `ids`, or all of them without. Twice is as good as once.
         */
        post: operations["readNotifications"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The party's webhooks
         * @description For owners and managers. Addresses are registered on the account page, which shows the secret once.
         */
        get: operations["listWebhooks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was sent to a webhook
         * @description The last thirty days, the latest first, with how each try went.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/switch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switch a webhook on or off
         * @description While it is off, nothing is noted for it; what waited goes out when it is on again. As it is already changes nothing.
         */
        post: operations["switchWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook-deliveries/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a delivery again
         * @description With the same id and body. One that is on its way already, as seen, changes nothing.
         */
        post: operations["replayWebhookDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    "listings.changed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * listings.changed
         * @description At least once, not always in order; tried again for about three days until it is answered with 2xx.
         */
        post: operations["on:listings.changed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "listings.expiring": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * listings.expiring
         * @description At least once, not always in order; tried again for about three days until it is answered with 2xx.
         */
        post: operations["on:listings.expiring"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "listings.expired": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * listings.expired
         * @description At least once, not always in order; tried again for about three days until it is answered with 2xx.
         */
        post: operations["on:listings.expired"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "deals.requested": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * deals.requested
         * @description At least once, not always in order; tried again for about three days until it is answered with 2xx.
         */
        post: operations["on:deals.requested"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "deals.accepted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * deals.accepted
         * @description At least once, not always in order; tried again for about three days until it is answered with 2xx.
         */
        post: operations["on:deals.accepted"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "deals.countered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * deals.countered
         * @description At least once, not always in order; tried again for about three days until it is answered with 2xx.
         */
        post: operations["on:deals.countered"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "deals.declined": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * deals.declined
         * @description At least once, not always in order; tried again for about three days until it is answered with 2xx.
         */
        post: operations["on:deals.declined"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "deals.cancelled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * deals.cancelled
         * @description At least once, not always in order; tried again for about three days until it is answered with 2xx.
         */
        post: operations["on:deals.cancelled"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "deals.expired": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * deals.expired
         * @description At least once, not always in order; tried again for about three days until it is answered with 2xx.
         */
        post: operations["on:deals.expired"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "deals.scheduled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * deals.scheduled
         * @description At least once, not always in order; tried again for about three days until it is answered with 2xx.
         */
        post: operations["on:deals.scheduled"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "deals.time-agreed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * deals.time-agreed
         * @description At least once, not always in order; tried again for about three days until it is answered with 2xx.
         */
        post: operations["on:deals.time-agreed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "deals.handed-over": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * deals.handed-over
         * @description At least once, not always in order; tried again for about three days until it is answered with 2xx.
         */
        post: operations["on:deals.handed-over"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "deals.completed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * deals.completed
         * @description At least once, not always in order; tried again for about three days until it is answered with 2xx.
         */
        post: operations["on:deals.completed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "deals.disputed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * deals.disputed
         * @description At least once, not always in order; tried again for about three days until it is answered with 2xx.
         */
        post: operations["on:deals.disputed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "deals.resolved": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * deals.resolved
         * @description At least once, not always in order; tried again for about three days until it is answered with 2xx.
         */
        post: operations["on:deals.resolved"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "pickups.booked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * pickups.booked
         * @description At least once, not always in order; tried again for about three days until it is answered with 2xx.
         */
        post: operations["on:pickups.booked"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "pickups.rescheduled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * pickups.rescheduled
         * @description At least once, not always in order; tried again for about three days until it is answered with 2xx.
         */
        post: operations["on:pickups.rescheduled"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "pickups.cancelled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * pickups.cancelled
         * @description At least once, not always in order; tried again for about three days until it is answered with 2xx.
         */
        post: operations["on:pickups.cancelled"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "pickups.checked-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * pickups.checked-in
         * @description At least once, not always in order; tried again for about three days until it is answered with 2xx.
         */
        post: operations["on:pickups.checked-in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "pickups.weighed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * pickups.weighed
         * @description At least once, not always in order; tried again for about three days until it is answered with 2xx.
         */
        post: operations["on:pickups.weighed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "pickups.completed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * pickups.completed
         * @description At least once, not always in order; tried again for about three days until it is answered with 2xx.
         */
        post: operations["on:pickups.completed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "pickups.no-show": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * pickups.no-show
         * @description At least once, not always in order; tried again for about three days until it is answered with 2xx.
         */
        post: operations["on:pickups.no-show"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "pickups.rejected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * pickups.rejected
         * @description At least once, not always in order; tried again for about three days until it is answered with 2xx.
         */
        post: operations["on:pickups.rejected"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "points.changed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * points.changed
         * @description At least once, not always in order; tried again for about three days until it is answered with 2xx.
         */
        post: operations["on:points.changed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "prices.changed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * prices.changed
         * @description At least once, not always in order; tried again for about three days until it is answered with 2xx.
         */
        post: operations["on:prices.changed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "custody.sent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * custody.sent
         * @description At least once, not always in order; tried again for about three days until it is answered with 2xx.
         */
        post: operations["on:custody.sent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "custody.received": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * custody.received
         * @description At least once, not always in order; tried again for about three days until it is answered with 2xx.
         */
        post: operations["on:custody.received"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "custody.refused": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * custody.refused
         * @description At least once, not always in order; tried again for about three days until it is answered with 2xx.
         */
        post: operations["on:custody.refused"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "custody.returned": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * custody.returned
         * @description At least once, not always in order; tried again for about three days until it is answered with 2xx.
         */
        post: operations["on:custody.returned"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "rounds.published": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * rounds.published
         * @description At least once, not always in order; tried again for about three days until it is answered with 2xx.
         */
        post: operations["on:rounds.published"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        /**
         * @description A material, by its code.
         * @example cardboard
         * @enum {string}
         */
        MaterialCode: "glass" | "glass_bottles" | "flat_glass" | "paper" | "office_paper" | "newspaper" | "magazines" | "cardboard" | "paper_packaging" | "express_packaging" | "books" | "beverage_cartons" | "plastic_mixed" | "plastic_bottles" | "plastic_packaging" | "plastic_rigid" | "pet" | "hdpe" | "ldpe_film" | "agricultural_film" | "pp" | "ps" | "styrofoam" | "pvc" | "polyester" | "metal_mixed" | "cans_mixed" | "aluminium_cans" | "aluminium" | "steel_cans" | "scrap_metal" | "sheet_metal" | "structural_steel" | "copper" | "lead" | "aerosol_cans" | "clothes" | "shoes" | "textiles" | "carpet" | "e_waste_mixed" | "small_appliances" | "large_appliances" | "computers" | "printers" | "displays" | "phones" | "fridges" | "displays_crt" | "photovoltaic" | "printer_cartridges" | "light_bulbs" | "lamps" | "fluorescent_tubes" | "batteries_portable" | "batteries_vehicle" | "batteries_ev" | "cooking_oil" | "engine_oil" | "paint" | "hazardous" | "gas_bottles" | "pesticide_packaging" | "green_waste" | "grass" | "leaves" | "branches" | "food_waste" | "organic_mixed" | "animal_waste" | "straw" | "wood" | "wood_flooring" | "rubble" | "bricks" | "asphalt" | "plasterboard" | "insulation" | "ceramics" | "earth" | "furniture" | "toys" | "bicycles" | "tyres" | "cork" | "cds" | "mixed_recyclables" | "eyeglasses" | "reusable_goods";
        /**
         * @description A category of goods, by its code.
         * @example bicycle
         * @enum {string}
         */
        GoodsCode: "smartphone" | "basic_phone" | "laptop" | "tablet" | "desktop_computer" | "monitor" | "television" | "projector" | "printer" | "speaker" | "drive" | "router" | "vr_headset" | "charger" | "games_console" | "camera" | "kettle" | "coffee_maker" | "microwave" | "small_kitchen" | "vacuum_cleaner" | "air_conditioner" | "fridge" | "washing_machine" | "dishwasher" | "oven" | "lamp" | "power_tool" | "jeans" | "t_shirt" | "shirt" | "jumper" | "sweatshirt" | "dress" | "coat" | "jacket" | "shoes" | "other_clothing" | "sofa" | "sofa_bed" | "wooden_chair" | "wooden_table" | "bed" | "wardrobe" | "shelf" | "other_furniture" | "bicycle" | "e_bike" | "pushchair" | "vehicle_parts" | "books" | "toys" | "sports" | "musical_instruments" | "kitchenware" | "tools" | "building_materials" | "garden" | "decoration" | "other";
        /** @description A listing to publish, without photos. */
        NewListing: {
            /** @enum {string} */
            kind: "goods" | "material";
            /** @enum {string} */
            offer: "sale" | "free" | "swap" | "loan" | "wanted";
            /** @description Needed for goods. */
            category?: components["schemas"]["GoodsCode"] | null;
            /** @description Needed for materials. */
            material?: components["schemas"]["MaterialCode"] | null;
            /**
             * @description 3 to 80 characters.
             * @example Touring bicycle, 28 inch
             */
            title: string;
            description?: string;
            /** @description Needed for goods unless wanted. */
            condition?: ("new" | "good" | "fair" | "worn" | "broken") | null;
            /** @description 1 to 999; 1 unless said otherwise. */
            units?: number;
            /**
             * @description Of one unit, grams; leave it out when unknown.
             * @example 14000
             */
            massGrams?: number | null;
            /** @description How its owner counted the material; null when it was not counted. */
            countUnit?: ("piece" | "bag" | "bucket" | "cubic_metre") | null;
            /**
             * @description How many of the material's own unit, in hundredths; without a mass, the mass is estimated from it.
             * @example 400
             */
            countHundredths?: number | null;
            /** @description What is so with the material. What it needs to be taken has to be among them, unless it is wanted. */
            materialConditions?: ("shaken_clean" | "dry" | "bagged" | "triple_rinsed" | "caps_off" | "sorted" | "no_asbestos" | "off_rim" | "paired" | "no_plastic" | "within_three_days" | "glass_intact" | "cables_safe")[];
            /**
             * @description Needed for sale: hundredths of the currency, for one unit.
             * @example 8000
             */
            priceMinor?: number | null;
            currency?: ("EUR" | "CNY" | "CHF" | "GBP" | "USD") | null;
            /**
             * @description Needed for a loan: for how many days at most, up to 365.
             * @example 14
             */
            loanDays?: number | null;
            /** @description What the owner would like in return, of a swap. */
            swapFor?: string;
            /** @description Free goods that members of the owner's communities may take without asking first. */
            lightGift?: boolean;
            /** @description Of one numbered item. Kept as a keyed hash only: resales of one item share one life in the ledger. */
            serialNumber?: string | null;
            /**
             * @description Shown to everybody: a district or a street, no number.
             * @example Mitte
             */
            placeLabel: string;
            /** @description Told to the other side of an accepted deal, nobody else. */
            exactAddress?: string | null;
            /** @description Exact; others see a coarse place made from it. */
            latitude?: number | null;
            longitude?: number | null;
            /** @description Last day it stands; thirty days unless said otherwise. */
            expiresOn?: string | null;
            /**
             * @description What the category asks, by code; all optional. A code the category does not ask is refused.
             * @example {
             *       "brand": "Giant",
             *       "frame_cm": 54
             *     }
             */
            attributes?: {
                [key: string]: string | number | boolean;
            };
            /** @description Answers to the category's checklist, all or none; the grade follows from the published rule. */
            gradeAnswers?: {
                [key: string]: string;
            };
            /** @description Made again by a company. Cannot be taken back once somebody asked. */
            remanufactured?: boolean;
            /** @description Needed for what is remanufactured. */
            remanufacturer?: string | null;
            /** @description Needed for what is remanufactured; 0 is none. */
            warrantyMonths?: number | null;
        };
        /** @description Fields to change; what is not sent stays as it is, null takes away what may be left out. `attributes` and `gradeAnswers` are replaced whole. */
        ListingChange: {
            /** @description The version you saw. Another one is refused (409). */
            version: number;
            /** @enum {string} */
            offer?: "sale" | "free" | "swap" | "loan" | "wanted";
            /** @description Needed for goods. */
            category?: components["schemas"]["GoodsCode"] | null;
            /** @description Needed for materials. */
            material?: components["schemas"]["MaterialCode"] | null;
            /**
             * @description 3 to 80 characters.
             * @example Touring bicycle, 28 inch
             */
            title?: string;
            description?: string;
            /** @description Needed for goods unless wanted. */
            condition?: ("new" | "good" | "fair" | "worn" | "broken") | null;
            /** @description 1 to 999; 1 unless said otherwise. */
            units?: number;
            /**
             * @description Of one unit, grams; leave it out when unknown.
             * @example 14000
             */
            massGrams?: number | null;
            /** @description How its owner counted the material; null when it was not counted. */
            countUnit?: ("piece" | "bag" | "bucket" | "cubic_metre") | null;
            /**
             * @description How many of the material's own unit, in hundredths; without a mass, the mass is estimated from it.
             * @example 400
             */
            countHundredths?: number | null;
            /** @description What is so with the material. What it needs to be taken has to be among them, unless it is wanted. */
            materialConditions?: ("shaken_clean" | "dry" | "bagged" | "triple_rinsed" | "caps_off" | "sorted" | "no_asbestos" | "off_rim" | "paired" | "no_plastic" | "within_three_days" | "glass_intact" | "cables_safe")[];
            /**
             * @description Needed for sale: hundredths of the currency, for one unit.
             * @example 8000
             */
            priceMinor?: number | null;
            currency?: ("EUR" | "CNY" | "CHF" | "GBP" | "USD") | null;
            /**
             * @description Needed for a loan: for how many days at most, up to 365.
             * @example 14
             */
            loanDays?: number | null;
            /** @description What the owner would like in return, of a swap. */
            swapFor?: string;
            /** @description Free goods that members of the owner's communities may take without asking first. */
            lightGift?: boolean;
            /** @description Of one numbered item. Kept as a keyed hash only: resales of one item share one life in the ledger. */
            serialNumber?: string | null;
            /**
             * @description Shown to everybody: a district or a street, no number.
             * @example Mitte
             */
            placeLabel?: string;
            /** @description Told to the other side of an accepted deal, nobody else. */
            exactAddress?: string | null;
            /** @description Exact; others see a coarse place made from it. */
            latitude?: number | null;
            longitude?: number | null;
            /** @description Last day it stands; thirty days unless said otherwise. */
            expiresOn?: string | null;
            /**
             * @description What the category asks, by code; all optional. A code the category does not ask is refused.
             * @example {
             *       "brand": "Giant",
             *       "frame_cm": 54
             *     }
             */
            attributes?: {
                [key: string]: string | number | boolean;
            };
            /** @description Answers to the category's checklist, all or none; the grade follows from the published rule. */
            gradeAnswers?: {
                [key: string]: string;
            };
            /** @description Made again by a company. Cannot be taken back once somebody asked. */
            remanufactured?: boolean;
            /** @description Needed for what is remanufactured. */
            remanufacturer?: string | null;
            /** @description Needed for what is remanufactured; 0 is none. */
            warrantyMonths?: number | null;
        };
        /** @description Why it is taken back. */
        WithdrawListing: {
            /** @enum {string} */
            reason: "given_elsewhere" | "broken" | "changed_mind" | "other";
            /** @description The version you saw. Another one is refused (409); leave it out to go by the state alone. */
            version?: number;
        };
        /** @description What is asked for. */
        NewDeal: {
            listingId: string;
            /** @default 1 */
            units?: number;
            /** @description Left out: the listed price, or for nothing where a wanted listing is answered. Of a swap: money on top, for all of it. */
            price?: {
                minor: number;
                /** @enum {string} */
                currency: "EUR" | "CNY" | "CHF" | "GBP" | "USD";
                /** @enum {string} */
                basis: "total" | "per_unit" | "per_kg";
            } | null;
            /** @description Of a swap: one of the asking party's own shown listings. */
            swapListingId?: string;
            /** @default 1 */
            swapUnits?: number;
            /**
             * @description Of a swap with money on top: who pays it; left out: whoever proposes.
             * @enum {string}
             */
            paidBySide?: "giver" | "taker";
            /** @description Of a loan; left out: as many days as the listing lends for. */
            loanDays?: number;
            /**
             * @description A first word to the owner.
             * @default
             */
            message?: string;
        };
        /** @description With the reason the other side reads. */
        DeclineDeal: {
            /** @description The version you saw. Another one is refused (409); leave it out to go by the state alone. */
            version?: number;
            /** @enum {string} */
            reason: "given_elsewhere" | "not_suitable" | "no_time" | "changed_mind" | "other";
        };
        /** @description With the reason the other side reads. */
        CancelDeal: {
            /** @description The version you saw. Another one is refused (409); leave it out to go by the state alone. */
            version?: number;
            /** @enum {string} */
            reason: "changed_mind" | "no_time" | "found_elsewhere" | "not_as_described" | "no_answer" | "terms_changed" | "other";
        };
        /** @description When and where. */
        ScheduleDeal: {
            /** @description The version you saw. Another one is refused (409); leave it out to go by the state alone. */
            version?: number;
            /**
             * Format: date-time
             * @description With an offset, or Z.
             * @example 2026-05-04T10:30:00+02:00
             */
            startsAt: string;
            /**
             * Format: date-time
             * @description With an offset, or Z.
             * @example 2026-05-04T10:30:00+02:00
             */
            endsAt: string;
            place: string;
        };
        /** @description How many moved and what they weighed. */
        HandOver: {
            /** @description The version you saw. Another one is refused (409); leave it out to go by the state alone. */
            version?: number;
            /** @example 417206 */
            code?: string;
            /** @description Fewer than agreed, where fewer moved. */
            movedUnits?: number;
            /** @description All together, as a scale said. */
            measuredGrams?: number;
            /**
             * @description The declared mass is right.
             * @default false
             */
            confirmDeclared?: boolean;
            /**
             * @description With the code: both saw that the weight is more than a fifth off the declared one.
             * @default false
             */
            confirmDifference?: boolean;
        };
        /** @description Which proposal. */
        AcceptDeal: {
            /** @description The version you saw. Another one is refused (409); leave it out to go by the state alone. */
            version?: number;
            /** @description The number of the proposal that is answered. */
            terms: number;
        };
        /** @description Other terms. */
        CounterDeal: {
            /** @description The version you saw. Another one is refused (409); leave it out to go by the state alone. */
            version?: number;
            /** @description The number of the proposal that is answered. */
            terms: number;
            /** @default 1 */
            units?: number;
            /** @description Left out: the listed price, or for nothing where a wanted listing is answered. Of a swap: money on top, for all of it. */
            price?: {
                minor: number;
                /** @enum {string} */
                currency: "EUR" | "CNY" | "CHF" | "GBP" | "USD";
                /** @enum {string} */
                basis: "total" | "per_unit" | "per_kg";
            } | null;
            /** @description Of a swap: one of the asking party's own shown listings. */
            swapListingId?: string;
            /** @default 1 */
            swapUnits?: number;
            /**
             * @description Of a swap with money on top: who pays it; left out: whoever proposes.
             * @enum {string}
             */
            paidBySide?: "giver" | "taker";
            /** @description Of a loan; left out: as many days as the listing lends for. */
            loanDays?: number;
            /** @default  */
            note?: string;
        };
        /** @description With the reason the other side reads. */
        UndoAcceptDeal: {
            /** @description The version you saw. Another one is refused (409); leave it out to go by the state alone. */
            version?: number;
            /** @enum {string} */
            reason: "promised_elsewhere" | "broken" | "no_time" | "changed_mind" | "no_answer" | "other";
        };
        /** @description Which time. */
        AgreeDealTime: {
            /** @description The version you saw. Another one is refused (409); leave it out to go by the state alone. */
            version?: number;
            /**
             * Format: date-time
             * @description The time that was seen.
             * @example 2026-05-04T10:30:00+02:00
             */
            startsAt: string;
        };
        /** @description A price for (units of) a listing. */
        NewQuote: {
            listingId: string;
            /** @default 1 */
            units?: number;
            /** @description In minor units. */
            priceMinor: number;
            /** @enum {string} */
            currency: "EUR" | "CNY" | "CHF" | "GBP" | "USD";
            /** @enum {string} */
            basis: "total" | "per_unit" | "per_kg";
            /** @default false */
            subjectToInspection?: boolean;
            /** @default  */
            message?: string;
        };
        /** @description For how many days more. */
        ExtendLoan: {
            /** @description The version you saw. Another one is refused (409); leave it out to go by the state alone. */
            version?: number;
            days: number;
        };
        /** @description How many came and what they weighed. */
        ReceiveDeal: {
            /** @description The version you saw. Another one is refused (409); leave it out to go by the state alone. */
            version?: number;
            movedUnits?: number;
            measuredGrams?: number;
            /**
             * @description The declared mass is right.
             * @default false
             */
            confirmDeclared?: boolean;
        };
        /** @description What was found. */
        InspectDeal: {
            /** @description The version you saw. Another one is refused (409); leave it out to go by the state alone. */
            version?: number;
            /** @description For all that came, in minor units of the quote's currency. */
            foundMinor: number;
            /**
             * @description Needed when less was found.
             * @default []
             */
            reasons?: ("wear" | "fault" | "missing_part" | "not_as_described" | "battery" | "locked" | "other")[];
            /** @default  */
            note?: string;
        };
        /** @description With the reason an operator reads. */
        DisputeDeal: {
            /** @description The version you saw. Another one is refused (409); leave it out to go by the state alone. */
            version?: number;
            /** @enum {string} */
            reason: "not_received" | "not_as_described" | "wrong_amount" | "other";
        };
        /** @description What is said. */
        NewMessage: {
            body: string;
            /** @description Made by you, so that a repeat is recognised. */
            clientId?: string;
        };
        /** @description What is brought, and when. */
        NewBooking: {
            slotId: string;
            /**
             * @description What you bring, each material once. May be empty where pieces stand at the door.
             * @default []
             */
            lines?: {
                material: components["schemas"]["MaterialCode"];
                /** @description Grams; leave it out when unknown, which is not zero. */
                declaredGrams?: number | null;
            }[];
            /** @default  */
            note?: string;
            /** @default null */
            home?: components["schemas"]["NewDoor"] | null;
        };
        /** @description Where the door is and what stands there; for a slot of an area. Seen by the two sides of the booking only. */
        NewDoor: {
            address: string;
            latitude: number;
            longitude: number;
            /**
             * @description 0 is the ground floor.
             * @default null
             */
            floor?: number | null;
            /** @default null */
            hasLift?: boolean | null;
            /**
             * @description Where things will stand.
             * @default door
             * @enum {string}
             */
            placeOut?: "inside" | "door" | "lobby" | "kerb";
            /** @default  */
            instructions?: string;
            /** @default [] */
            pieces?: components["schemas"]["HomePiece"][];
        };
        /** @description Whole pieces; their usual weight is added to the material they are collected as. */
        HomePiece: {
            /** @enum {string} */
            goods: "fridge" | "washing_machine" | "air_conditioner" | "oven" | "television" | "desktop_computer" | "printer" | "microwave" | "vacuum_cleaner" | "sofa" | "bed" | "wardrobe" | "wooden_table" | "wooden_chair" | "shelf" | "other_furniture" | "bicycle";
            pieces: number;
        };
        /** @description Where to. */
        RescheduleBooking: {
            /** @description The version you saw. Another one is refused (409); leave it out to go by the state alone. */
            version?: number;
            slotId: string;
        };
        /** @description What would be brought, and when. */
        NewWaiting: {
            slotId: string;
            lines: {
                material: components["schemas"]["MaterialCode"];
                declaredGrams?: number | null;
            }[];
            /** @default  */
            note?: string;
        };
        /** @description What the scale said. */
        Weighing: {
            /** @description The version you saw. Another one is refused (409); leave it out to go by the state alone. */
            version?: number;
            readings: components["schemas"]["NewReading"][];
        };
        /** @description One material on the scale. */
        NewReading: {
            material: components["schemas"]["MaterialCode"];
            grossGrams: number;
            /** @default 0 */
            tareGrams?: number;
            /**
             * @description Thousandths of the net mass.
             * @default 0
             */
            contaminationPermille?: number;
            /** @description Of a correction. */
            reason?: string;
        };
        /** @description Who stands at the gate, and where. */
        NewWalkIn: {
            pointId: string;
            /**
             * @description The ten letters and digits that they show. Without one nobody knows who they are, and what they bring counts for no household.
             * @default null
             */
            pass?: string | null;
            /**
             * @description Also when the slot under way is full.
             * @default false
             */
            beyond?: boolean;
        };
        /** @description Why a load is turned away. */
        NewRefusal: {
            /** @description The version you saw. Another one is refused (409); leave it out to go by the state alone. */
            version?: number;
            /** @enum {string} */
            kind: "wrong_material" | "contaminated" | "unsafe" | "too_much";
            reason: string;
        };
        /** @description What a scale read. */
        DeviceReading: {
            /** @description Made by the device, unique to it for ever: a repeat with the same content gets the first answer. */
            id: string;
            /**
             * Format: date-time
             * @description By the device's clock, set by our `serverTime`; at most seven days ago.
             * @example 2026-05-04T10:30:00+02:00
             */
            measuredAt: string;
            /** @enum {string} */
            material: "glass" | "glass_bottles" | "flat_glass" | "paper" | "office_paper" | "newspaper" | "magazines" | "cardboard" | "paper_packaging" | "express_packaging" | "books" | "beverage_cartons" | "plastic_mixed" | "plastic_bottles" | "plastic_packaging" | "plastic_rigid" | "pet" | "hdpe" | "ldpe_film" | "agricultural_film" | "pp" | "ps" | "styrofoam" | "pvc" | "polyester" | "metal_mixed" | "cans_mixed" | "aluminium_cans" | "aluminium" | "steel_cans" | "scrap_metal" | "sheet_metal" | "structural_steel" | "copper" | "lead" | "aerosol_cans" | "clothes" | "shoes" | "textiles" | "carpet" | "e_waste_mixed" | "small_appliances" | "large_appliances" | "computers" | "printers" | "displays" | "phones" | "fridges" | "displays_crt" | "photovoltaic" | "printer_cartridges" | "light_bulbs" | "lamps" | "fluorescent_tubes" | "batteries_portable" | "batteries_vehicle" | "batteries_ev" | "cooking_oil" | "engine_oil" | "paint" | "hazardous" | "gas_bottles" | "pesticide_packaging" | "green_waste" | "grass" | "leaves" | "branches" | "food_waste" | "organic_mixed" | "animal_waste" | "straw" | "wood" | "wood_flooring" | "rubble" | "bricks" | "asphalt" | "plasterboard" | "insulation" | "ceramics" | "earth" | "furniture" | "toys" | "bicycles" | "tyres" | "cork" | "cds" | "mixed_recyclables" | "eyeglasses" | "reusable_goods";
            grossGrams: number;
            /** @default 0 */
            tareGrams?: number;
            /** @default 0 */
            contaminationPermille?: number;
            /**
             * @description What the display showed; masses are grams whatever it is.
             * @default kg
             * @enum {string}
             */
            unit?: "kg" | "g" | "jin";
            bookingId?: string;
            /** @description The six digits that the visitor shows or types. With neither, the reading waits for the staff. */
            bookingCode?: string;
            /** @description Where it corrects an earlier reading of the same material. */
            reason?: string;
        };
        /** @description Anything else with an `id` is refused alone, with DEVICES.READING_INVALID. */
        UnreadableReading: {
            id: string;
        } & {
            [key: string]: unknown;
        };
        /** @description What the giver wants done with the data. */
        NewErasure: {
            /** @description The booking, or the deal with a recycler, that the devices are part of. */
            cause: {
                /** @enum {string} */
                type: "booking" | "deal";
                /**
                 * @description Opaque; UUID version 7 for what was made here.
                 * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
                 */
                id: string;
            };
            /** @description Which of what changes hands there. */
            subject: components["schemas"]["MaterialCode"] | components["schemas"]["GoodsCode"];
            /** @enum {string} */
            deviceKind: "phone" | "tablet" | "computer" | "drive" | "printer" | "camera" | "games_console" | "television" | "router" | "other";
            /** @default 1 */
            deviceCount?: number;
            /**
             * @description `self_erased` and `no_data` are the giver's own statements; `clear`, `purge`, `destroy` are wishes in the words of NIST SP 800-88 Rev. 1.
             * @enum {string}
             */
            choice: "self_erased" | "no_data" | "clear" | "purge" | "destroy";
            /** @description Of a single device. Kept as a keyed hash only. */
            serialNumber?: string;
        };
        /** @description Which version was seen. */
        WithdrawErasure: {
            version: number;
        };
        /** @description What was measured, how and when. */
        NewPassportReading: {
            /**
             * @description Present capacity in thousandths of the rated one.
             * @example 912
             */
            healthPermille: number;
            /** @enum {string} */
            method: "estimate" | "impedance" | "management_system" | "capacity_test";
            /** Format: date */
            measuredOn: string;
        };
        /** @description How many boxes of which kind. */
        NewReturn: {
            poolId: string;
            lines: {
                typeId: string;
                count: number;
            }[];
        };
        /** @description The receiver's count, box by box. */
        BoxCount: {
            /** @description The version you saw. Another one is refused (409). */
            version: number;
            /**
             * @description The codes of the boxes that are really there, each once.
             * @default []
             * @example [
             *       "BX-1234567Z"
             *     ]
             */
            codes?: string[];
            /**
             * @description Has to be said where no box is there.
             * @default false
             */
            nothingCame?: boolean;
        };
        /** @description Which version was seen. */
        WithdrawReturn: {
            /** @description The version you saw. Another one is refused (409). */
            version: number;
        };
        /** @description What is wrong with what. */
        NewReport: {
            /** @enum {string} */
            subject: "listing" | "message" | "party" | "review" | "photo" | "post" | "answer";
            /** @description Of the listing, party or photo; `DEALID:SEQ` of a message. */
            id: string;
            /** @enum {string} */
            reason: "prohibited" | "scam" | "not_as_described" | "green_claim" | "counterfeit" | "unsafe" | "illegal" | "abusive" | "privacy" | "spam" | "other";
            /**
             * @description Needed (ten characters) for the reason `other`.
             * @default
             */
            text?: string;
        };
        /** @description Which. */
        ReadNotifications: {
            ids?: string[];
        };
        /** @description On or off. */
        SwitchWebhook: {
            on: boolean;
            /** @description The version you saw. */
            version: number;
        };
        /** @description What you saw. */
        ReplayWebhookDelivery: {
            /** @description How many tries you saw. */
            attempts: number;
        };
        /** @description Where a bag goes on one trip. */
        BagAnswer: {
            one: components["schemas"]["BagTrip"] | null;
            pair: components["schemas"]["BagTrip"] | null;
            /** @description Nobody within reach takes these. */
            nowhere: components["schemas"]["MaterialCode"][];
            credits: components["schemas"]["Credit"][];
        };
        /** @description One trip with a bag: its stops in order, and what each takes. */
        BagTrip: {
            stops: {
                point: components["schemas"]["PointCard"];
                materials: components["schemas"]["MaterialCode"][];
            }[];
            /** @description There and back, estimated: straight lines times 1.3. */
            metres: number;
        };
        /** @description A recycling point in a list. */
        PointCard: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            name: string | null;
            /** @enum {string} */
            tier: "collection" | "transfer" | "sorting";
            /** @enum {string} */
            site: "container" | "centre";
            address: string | null;
            postalCode: string | null;
            city: string | null;
            latitude: number;
            longitude: number;
            timeZone: string;
            openNow: components["schemas"]["OpenNow"];
            /** @description Run by a recycler here; see its slots. */
            bookable: boolean;
            /** @description Great-circle distance from where was looked. */
            metres: number;
            accepts: components["schemas"]["MaterialCode"][];
            /** @description Refused expressly, which is more than not mentioned. */
            refuses: components["schemas"]["MaterialCode"][];
        };
        /** @description Now, at the point's own clock. */
        OpenNow: {
            /**
             * @description `unknown` is an answer: neither open nor closed.
             * @enum {string}
             */
            state: "open" | "closed" | "unknown";
            until: string | null;
            /** @description When it opens again. */
            next: string | null;
        };
        /** @description Whose data it is; show `attribution` wherever you show the data. */
        Credit: {
            attribution: string;
            attributionUrl: string;
            licenceId: string;
            licenceUrl: string;
            shareAlike: boolean;
        };
        /** @description RFC 9457 problem document. Some codes add facts of their own. */
        Problem: {
            /**
             * @description Address of what the code means, from this server's root.
             * @example /api#LISTINGS.NOT_FOUND
             */
            type: string;
            /** @description The refusal in a sentence, in the caller's language. */
            title: string;
            status: number;
            /**
             * @description Stable; made for programs.
             * @example LISTINGS.NOT_FOUND
             */
            code: string;
            /** @description What was asked for. */
            instance: string;
            errors?: components["schemas"]["InputError"][];
            /** @description Where the thing stands now, for a 409. */
            state?: string;
            /** @description The present version, for a 409. */
            version?: number;
        } & {
            [key: string]: unknown;
        };
        /** @description A part of the request that does not fit: JSON pointer into the body, or #/query/… and #/path/…. */
        InputError: {
            /**
             * @example #/title
             * @example #/query/limit
             */
            pointer: string;
            message: string;
        };
        /** @description A page of recycling points. */
        PointPage: {
            items: components["schemas"]["PointCard"][];
            /** @description Where distances are measured from. */
            around: {
                latitude: number;
                longitude: number;
                label: string | null;
            };
            /** @description No point of ours knows the words of `q`. */
            placeUnknown: boolean;
            credits: components["schemas"]["Credit"][];
            /** @description Pass it back as `cursor` with the same parameters; null on the last page. */
            nextCursor: string | null;
        };
        /** @description A recycling point whole. */
        Point: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            name: string | null;
            /** @enum {string} */
            tier: "collection" | "transfer" | "sorting";
            /** @enum {string} */
            site: "container" | "centre";
            address: string | null;
            postalCode: string | null;
            city: string | null;
            latitude: number;
            longitude: number;
            timeZone: string;
            openNow: components["schemas"]["OpenNow"];
            /** @description Run by a recycler here; see its slots. */
            bookable: boolean;
            staffed: boolean;
            operator: {
                name: string;
                slug: string | null;
            } | null;
            countryCode: string | null;
            materials: components["schemas"]["PointMaterial"][];
            refusals: components["schemas"]["PointMaterial"][];
            takesResidualWaste: boolean;
            hours: components["schemas"]["Hours"];
            collectionTimes: string | null;
            access: string | null;
            live: components["schemas"]["PointStateReport"][];
            /** @description Local date since which it is closed for good. */
            closedSince: string | null;
            phone: string | null;
            website: string | null;
            /** @description What the source says and no material is known for. */
            unknownTags: {
                [key: string]: string;
            };
            source: components["schemas"]["PointSource"];
        };
        /** @description A material with its condition. */
        PointMaterial: {
            material: components["schemas"]["MaterialCode"];
            note: string | null;
        };
        /** @description In the point's own time zone. */
        Hours: {
            /** @enum {string} */
            status: "none" | "weekly" | "partial" | "always" | "unparsed";
            /** @description As the source writes them. */
            raw: string | null;
            weeks: {
                fromMonthDay: string | null;
                toMonthDay: string | null;
                days: {
                    /** @description 1 is Monday. */
                    weekdays: number[];
                    intervals: components["schemas"]["Interval"][];
                }[];
            }[];
            /** @enum {string} */
            holidays: "open" | "closed" | "unknown";
            exceptions: {
                date: string;
                intervals: components["schemas"]["Interval"][];
                note: string | null;
            }[];
        };
        /** @description Open from, until. */
        Interval: {
            /**
             * @description Minutes from midnight, above 1440 after the next one.
             * @example 540
             */
            opensMinute: number;
            /**
             * @description Minutes from midnight, above 1440 after the next one.
             * @example 540
             */
            closesMinute: number;
        };
        /** @description How it is there now, by the strongest source whose report is still fresh. */
        PointStateReport: {
            /** @description `queue`, or a group of materials. */
            subject: string;
            /** @description Of a queue 0 none, 1 short, 2 long; of a container quarters, 0 empty to 4 full. */
            level: number;
            minutes: number | null;
            /** @enum {string} */
            source: "staff" | "device" | "user";
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            at: string;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            expiresAt: string;
        };
        /** @description Where the data come from. */
        PointSource: {
            name: string;
            externalId: string;
            url: string | null;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            updatedAt: string;
            credit: components["schemas"]["Credit"] | null;
        };
        /** @description Slots of a point. */
        SlotPage: {
            items: components["schemas"]["Slot"][];
        };
        /** @description A time at which something may be brought, or is picked up. */
        Slot: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            startsAt: string;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            endsAt: string;
            freeVisits: number;
            /** @description Null where there is no limit by weight. */
            freeGrams: number | null;
            /** @description How many wait in line for a place. */
            waiting: number;
            bookable: boolean;
            reason: ("SLOT_CLOSED" | "TOO_LATE" | "FULL" | "NOT_LICENSED" | "OUTSIDE_AREA" | "VISIT_TOO_LARGE") | null;
        };
        /** @description A page of listings. */
        ListingPage: {
            items: components["schemas"]["ListingCard"][];
            /** @description Nothing had these words; these are spelt nearly so. */
            isNearly: boolean;
            /** @description Pass it back as `cursor` with the same parameters; null on the last page. */
            nextCursor: string | null;
        };
        /** @description A listing in a list. */
        ListingCard: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            /** @enum {string} */
            kind: "goods" | "material";
            /** @enum {string} */
            offer: "sale" | "free" | "swap" | "loan" | "wanted";
            category: string | null;
            material: string | null;
            title: string;
            condition: ("new" | "good" | "fair" | "worn" | "broken") | null;
            /** @description Declared mass of one unit, grams; null is unknown. */
            massGrams: number | null;
            unitsAvailable: number;
            /**
             * @description In hundredths of the currency, for one unit; null unless for sale.
             * @example 1250
             */
            priceMinor: number | null;
            /** @example EUR */
            currency: string | null;
            placeLabel: string;
            /** @description By the published rule (/grading), from the owner's answers; null is not graded. */
            grade: ("A" | "B" | "C" | "D") | null;
            /** @description Made again by a company. Cannot be taken back once somebody asked. */
            remanufactured: boolean;
            /** @description From the place asked for to the coarse place, metres. */
            distanceMetres: number | null;
        };
        /** @description Where a listing stands after a verb. */
        ListingOutcome: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            /** @enum {string} */
            state: "draft" | "pending_review" | "published" | "paused" | "reserved" | "completed" | "expired" | "withdrawn" | "rejected" | "removed_by_moderator" | "held";
            version: number;
        };
        /** @description A listing whole. */
        Listing: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            /** @enum {string} */
            kind: "goods" | "material";
            /** @enum {string} */
            offer: "sale" | "free" | "swap" | "loan" | "wanted";
            category: string | null;
            material: string | null;
            title: string;
            condition: ("new" | "good" | "fair" | "worn" | "broken") | null;
            /** @description Declared mass of one unit, grams; null is unknown. */
            massGrams: number | null;
            unitsAvailable: number;
            /**
             * @description In hundredths of the currency, for one unit; null unless for sale.
             * @example 1250
             */
            priceMinor: number | null;
            /** @example EUR */
            currency: string | null;
            placeLabel: string;
            /** @description By the published rule (/grading), from the owner's answers; null is not graded. */
            grade: ("A" | "B" | "C" | "D") | null;
            /** @description Made again by a company. Cannot be taken back once somebody asked. */
            remanufactured: boolean;
            description: string;
            /** @description Of a loan: for how many days at most. */
            loanDays: number | null;
            /** @description What the owner would like in return, of a swap. */
            swapFor: string;
            /** @description Members of the owner's communities get it by asking. */
            lightGift: boolean;
            /** @description What the category asks, as far as it was answered. Numbers are whole, in the unit their name ends with; sizes named tenth_inches count tenths of an inch. */
            attributes: {
                [key: string]: string | number | boolean;
            };
            /** @description The answers behind the grade. With answers and no grade, they allow listing for parts only. */
            grading: {
                /**
                 * @description Edition of the checklist that was answered.
                 * @example phone-1
                 */
                rule: string;
                answers: {
                    question: string;
                    answer: string;
                    /** @description This answer allows no better grade. */
                    limits: boolean;
                }[];
            } | null;
            /** @description Green claims proven by a document that an operator accepted. */
            claims: {
                kind: string;
                percent: number | null;
            }[];
            remanufacturer: string | null;
            /** @description Of the remanufacturer; 0 is none. */
            warrantyMonths: number | null;
            /** @description How its owner counted the material; null when it was not counted. */
            countUnit: ("piece" | "bag" | "bucket" | "cubic_metre") | null;
            /**
             * @description How many of that unit, in hundredths: 50 is half a cubic metre.
             * @example 400
             */
            countHundredths: number | null;
            /** @description What its owner says is so with the material, of what is asked of it. */
            materialConditions: ("shaken_clean" | "dry" | "bagged" | "triple_rinsed" | "caps_off" | "sorted" | "no_asbestos" | "off_rim" | "paired" | "no_plastic" | "within_three_days" | "glass_intact" | "cables_safe")[];
            unitsInitial: number;
            /** @description Somewhere within about half a kilometre. The exact place is told to both sides once a deal is accepted. */
            coarsePlace: {
                latitude: number;
                longitude: number;
            } | null;
            timeZone: string;
            /** @enum {string} */
            state: "draft" | "pending_review" | "published" | "paused" | "reserved" | "completed" | "expired" | "withdrawn" | "rejected" | "removed_by_moderator" | "held";
            version: number;
            publishedAt: string | null;
            expiresAt: string | null;
            photos: {
                url: string;
                alt: string;
                width: number;
                height: number;
            }[];
            owner: {
                name: string;
                /** @enum {string} */
                kind: "household" | "community" | "recycler" | "producer" | "authority";
                completedDeals: number;
                /** @description Who sells for a living and has been verified; null for everybody else. */
                verifiedSeller: components["schemas"]["VerifiedSeller"] | null;
            };
            isMine: boolean;
        };
        /** @description A professional seller, as the law asks to show them. */
        VerifiedSeller: {
            legalName: string;
            registerNumber: string;
            address: string;
            vatId: string | null;
            contactEmail: string;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            verifiedAt: string;
        };
        /** @description A page of deals. */
        DealPage: {
            items: components["schemas"]["DealLine"][];
            counts: {
                open: number;
                done: number;
            };
            /** @description Pass it back as `cursor` with the same parameters; null on the last page. */
            nextCursor: string | null;
        };
        /** @description A deal in a list. */
        DealLine: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            /** @enum {string} */
            kind: "sale" | "gift" | "swap" | "loan" | "wanted" | "buy_back" | "inspected";
            /** @enum {string} */
            state: "requested" | "offered" | "countered" | "accepted" | "scheduled" | "handed_over" | "on_loan" | "inspecting" | "requoted" | "returning" | "completed" | "returned" | "lost" | "declined" | "expired" | "cancelled_by_giver" | "cancelled_by_taker" | "cancelled_by_operator" | "no_show" | "disputed";
            /**
             * @description The token's party's.
             * @enum {string}
             */
            side: "giver" | "taker";
            title: string;
            category: string | null;
            material: string | null;
            units: number;
            /** @description The other side. */
            otherName: string;
            /** @description Who has to act; null when nobody has. */
            next: ("me" | "them" | "either" | "operator") | null;
            agreedStartsAt: string | null;
            agreedEndsAt: string | null;
            timeZone: string;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            respondBy: string;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            updatedAt: string;
            unread: boolean;
        };
        /** @description Where a deal stands after a verb. */
        DealOutcome: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            /** @enum {string} */
            state: "requested" | "offered" | "countered" | "accepted" | "scheduled" | "handed_over" | "on_loan" | "inspecting" | "requoted" | "returning" | "completed" | "returned" | "lost" | "declined" | "expired" | "cancelled_by_giver" | "cancelled_by_taker" | "cancelled_by_operator" | "no_show" | "disputed";
            version: number;
        };
        /** @description A deal as one of its sides sees it. */
        Deal: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            version: number;
            /** @enum {string} */
            kind: "sale" | "gift" | "swap" | "loan" | "wanted" | "buy_back" | "inspected";
            /** @description A gift inside a community, accepted by its request. */
            light: boolean;
            /** @enum {string} */
            state: "requested" | "offered" | "countered" | "accepted" | "scheduled" | "handed_over" | "on_loan" | "inspecting" | "requoted" | "returning" | "completed" | "returned" | "lost" | "declined" | "expired" | "cancelled_by_giver" | "cancelled_by_taker" | "cancelled_by_operator" | "no_show" | "disputed";
            side: ("giver" | "taker") | null;
            /** @description What the token's party may do now. */
            moves: ("accept" | "auto_accept" | "counter" | "decline" | "close" | "expire" | "cancel" | "undo_accept" | "lapse" | "agree_change" | "schedule" | "agree_time" | "hand_over" | "enter_code" | "complete" | "auto_complete" | "extend_loan" | "hand_back" | "confirm_return" | "auto_return" | "report_lost" | "receive" | "inspect" | "expire_inspection" | "accept_requote" | "refuse_requote" | "expire_requote" | "report_no_show" | "dispute" | "contest" | "resolve_completed" | "resolve_cancelled" | "end_dispute")[];
            /** @description Who has to act; null when nobody has. */
            next: ("me" | "them" | "either" | "operator") | null;
            /** @description Until when; null where nothing runs out. */
            nextUntil: string | null;
            /** @enum {string} */
            requesterSide: "giver" | "taker";
            listing: components["schemas"]["DealListing"];
            /** @description From acceptance on. */
            exactPlace: {
                address: string | null;
                latitude: number | null;
                longitude: number | null;
            } | null;
            /** @description The latest proposal, named by its number when it is accepted. */
            terms: components["schemas"]["DealTerms"];
            /** @description The number both agreed to. */
            acceptedTerms: number | null;
            /** @description All of them, first to last. */
            proposals: components["schemas"]["DealTerms"][];
            /** @description What the owner changed after the yes; nothing is handed over before the requester agrees. */
            pendingChange: {
                field: string;
                from: string | number | null;
                to: string | number | null;
            }[] | null;
            units: number;
            movedUnits: number | null;
            measuredGrams: number | null;
            /** @description What is paid at the hand-over, in hundredths of the terms' currency. */
            settledMinor: number | null;
            loanDueAt: string | null;
            handedOverBy: ("giver" | "taker") | null;
            giver: {
                /**
                 * @description Opaque; UUID version 7 for what was made here.
                 * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
                 */
                id: string;
                name: string;
            };
            taker: {
                /**
                 * @description Opaque; UUID version 7 for what was made here.
                 * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
                 */
                id: string;
                name: string;
            };
            /** @description When and where. Agreed once the side that did not name it has said yes. */
            agreed: {
                /**
                 * Format: date-time
                 * @description UTC.
                 * @example 2026-05-04T08:30:00.000Z
                 */
                startsAt: string;
                /**
                 * Format: date-time
                 * @description UTC.
                 * @example 2026-05-04T08:30:00.000Z
                 */
                endsAt: string;
                place: string;
                bySide: ("giver" | "taker") | null;
                agreedAt: string | null;
            } | null;
            /** @description The six digits the taker shows and the giver enters. Only the taker ever reads them. */
            code: string | null;
            endReason: string | null;
            /** @description The ledger entry of a completed deal. */
            entryId: string | null;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            createdAt: string;
        };
        /** @description What it is about. */
        DealListing: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            title: string;
            /** @enum {string} */
            kind: "goods" | "material";
            /** @enum {string} */
            offer: "sale" | "free" | "swap" | "loan" | "wanted";
            massGrams: number | null;
            placeLabel: string;
            timeZone: string;
            grade: string | null;
            /** @description As it stood when it was asked for. */
            remanufactured: boolean;
            remanufacturer: string | null;
            warrantyMonths: number | null;
        };
        /** @description In hundredths of the currency: for all of it, for each, or for a kilogram. */
        TermsPrice: {
            minor: number;
            currency: string;
            /** @enum {string} */
            basis: "total" | "per_unit" | "per_kg";
        };
        /** @description A proposal. It never changes; a counter-offer is the next number. */
        DealTerms: {
            number: number;
            /** @enum {string} */
            bySide: "giver" | "taker";
            units: number;
            price: components["schemas"]["TermsPrice"] | null;
            /** @description What is given in return, of a swap. */
            swap: {
                listingId: string;
                title: string;
                units: number;
            } | null;
            /** @description Of a swap with money on top: who pays it. Null elsewhere, where the taker pays. */
            paidBySide: ("giver" | "taker") | null;
            loanDays: number | null;
            note: string;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            createdAt: string;
        };
        /** @description Where a deal stands after a hand-over. */
        HandOverOutcome: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            /** @enum {string} */
            state: "requested" | "offered" | "countered" | "accepted" | "scheduled" | "handed_over" | "on_loan" | "inspecting" | "requoted" | "returning" | "completed" | "returned" | "lost" | "declined" | "expired" | "cancelled_by_giver" | "cancelled_by_taker" | "cancelled_by_operator" | "no_show" | "disputed";
            version: number;
            /** @description Written when the deal completed by this. */
            entryId: string | null;
        };
        /** @description A piece of a thread. */
        MessagePage: {
            items: components["schemas"]["Message"][];
            lastSeq: number;
            more: boolean;
        };
        /** @description A message of a deal. */
        Message: {
            /** @description Order within the deal, without gaps. */
            seq: number;
            /** @enum {string} */
            kind: "user" | "system";
            mine: boolean;
            /** @description On your own messages. */
            clientId: string | null;
            authorName: string | null;
            body: string;
            /** @description What the deal did, for a system message. */
            systemCode: string | null;
            systemParams: {
                [key: string]: string | number | null;
            } | null;
            /** @description Its author took it back; `body` is empty. */
            withdrawn: boolean;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            createdAt: string;
        };
        /** @description A page of bookings. */
        BookingPage: {
            items: components["schemas"]["BookingLine"][];
            /** @description Pass it back as `cursor` with the same parameters; null on the last page. */
            nextCursor: string | null;
        };
        /** @description A booking in a list. */
        BookingLine: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            /** @enum {string} */
            state: "held" | "confirmed" | "checked_in" | "weighed" | "done" | "hold_expired" | "cancelled_in_time" | "cancelled_late" | "no_show_customer" | "missed_by_collector" | "rejected_on_site" | "rescheduled";
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            startsAt: string;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            endsAt: string;
            point: components["schemas"]["BookingPoint"];
            partyName: string;
            materials: string[];
            /**
             * @description Grams.
             * @example 24300
             */
            declaredGrams: number;
            /** @description As weighed; null before. */
            netGrams: number | null;
        };
        /** @description Where. */
        BookingPoint: {
            id: string;
            name: string;
            timeZone: string;
        };
        /** @description Where a booking stands after a verb. */
        BookingOutcome: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            /** @enum {string} */
            state: "held" | "confirmed" | "checked_in" | "weighed" | "done" | "hold_expired" | "cancelled_in_time" | "cancelled_late" | "no_show_customer" | "missed_by_collector" | "rejected_on_site" | "rescheduled";
            /** @description False when it stood there already. */
            changed: boolean;
        };
        /** @description A booking as one of its sides sees it. */
        Booking: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            /** @enum {string} */
            state: "held" | "confirmed" | "checked_in" | "weighed" | "done" | "hold_expired" | "cancelled_in_time" | "cancelled_late" | "no_show_customer" | "missed_by_collector" | "rejected_on_site" | "rescheduled";
            version: number;
            /** @enum {string} */
            side: "resident" | "staff";
            /** @description What the token's party may do now. */
            verbs: ("confirm" | "expire_hold" | "reschedule" | "cancel" | "check_in" | "weigh" | "complete" | "mark_no_show" | "report_missed" | "reject")[];
            slot: {
                /**
                 * @description Opaque; UUID version 7 for what was made here.
                 * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
                 */
                id: string;
                /**
                 * Format: date-time
                 * @description UTC.
                 * @example 2026-05-04T08:30:00.000Z
                 */
                startsAt: string;
                /**
                 * Format: date-time
                 * @description UTC.
                 * @example 2026-05-04T08:30:00.000Z
                 */
                endsAt: string;
                cancelCutoffMinutes: number;
                changeCutoffMinutes: number;
            };
            point: {
                id: string;
                name: string;
                address: string | null;
                timeZone: string;
            };
            partyName: string;
            recyclerName: string;
            /** @description The six digits to show at the gate; for the resident's side only. */
            checkInCode: string | null;
            note: string;
            reason: string | null;
            lines: {
                material: string;
                declaredGrams: number | null;
            }[];
            /** @description Of a pickup at the door; null for a drop-off. */
            home: components["schemas"]["Door"] | null;
            /** @description What a completed visit came to; empty without a price board. */
            settlement: components["schemas"]["SettlementLine"][];
            weighIns: components["schemas"]["WeighIn"][];
            /** @description The ledger entries of a completed visit. */
            effects: {
                entryId: string;
                material: string | null;
                /** @enum {string} */
                status: "ok" | "not_covered";
                massGrams: number | null;
                co2eGrams: number | null;
                lowGrams: number | null;
                highGrams: number | null;
            }[];
            mark: components["schemas"]["VisitMark"] | null;
            /** @description What the token's party may do about the mark now. */
            markVerbs: ("contest" | "withdraw" | "uphold" | "refuse")[];
            /** @description Why the load was turned away; the words are in `reason`. */
            refusal: {
                /** @enum {string} */
                kind: "wrong_material" | "contaminated" | "unsafe" | "too_much";
                hasPhoto: boolean;
            } | null;
            supersedesId: string | null;
            supersededById: string | null;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            createdAt: string;
            checkedInAt: string | null;
            completedAt: string | null;
        };
        /** @description Where the door is and what stands there. */
        Door: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            areaId: string;
            areaName: string;
            address: string;
            latitude: number;
            longitude: number;
            floor: number | null;
            hasLift: boolean | null;
            /** @enum {string} */
            placeOut: "inside" | "door" | "lobby" | "kerb";
            instructions: string;
            pieces: {
                goods: string;
                pieces: number;
            }[];
            /** @description How many photos there are; they are shown on the booking's page. */
            photoIds: string[];
            photos: components["schemas"]["DoorPhoto"][];
        };
        /** @description A photo of what stands at the door, for the two sides of the booking: /bookings/{booking}/photos/{id}/400.webp and 1200.webp of this server, signed in. Pixels of the larger one. */
        DoorPhoto: {
            id: string;
            /** @description Which of the pieces it shows; null: all that stands there. */
            goods: string | null;
            width: number;
            height: number;
        };
        /** @description What a weighed material came to, by the price board of the visit's day. */
        SettlementLine: {
            material: string;
            /**
             * @description A sorted and clean, B a little mixed, C mixed.
             * @enum {string}
             */
            grade: "A" | "B" | "C";
            /**
             * @description Minor units of the currency per kilogram; negative is what the recycler asks for.
             * @example 125
             */
            minorPerKg: number;
            /** @description Grams without contamination. */
            grams: number;
            /** @description Minor units; negative is to be paid by the resident. */
            amountMinor: number;
            currency: string;
            /**
             * Format: date
             * @description A date at the recycler.
             * @example 2026-05-04
             */
            day: string;
        };
        /** @description What a scale said. */
        WeighIn: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            material: string;
            /**
             * @description Grams.
             * @example 24300
             */
            grossGrams: number;
            /**
             * @description Grams.
             * @example 24300
             */
            tareGrams: number;
            /**
             * @description Grams.
             * @example 24300
             */
            netGrams: number;
            contaminationPermille: number;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            at: string;
            /** @description The name of the scale or terminal that read it; null when somebody typed it. */
            device: string | null;
            /** @description A correction took its place. */
            superseded: boolean;
            reason: string | null;
        };
        /** @description That one side was not there: the visitor (`no_show`) or the recycler (`missed`). */
        VisitMark: {
            /** @enum {string} */
            kind: "no_show" | "missed";
            /** @enum {string} */
            state: "standing" | "contested" | "refused" | "upheld" | "withdrawn";
            version: number;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            at: string;
            contest: string | null;
            answer: string;
        };
        /** @description Places in line. */
        WaitingList: {
            items: components["schemas"]["WaitingEntry"][];
        };
        /** @description A place in the line for a full slot. */
        WaitingEntry: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            version: number;
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            slotId: string;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            startsAt: string;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            endsAt: string;
            point: {
                id: string;
                name: string;
                timeZone: string;
            };
            /** @description The area of a visit at the door; null for one at the point. */
            areaName: string | null;
            materials: string[];
            /** @description 1 is next. */
            position: number;
        };
        /** @description Where a place in line stands after a verb. */
        WaitingOutcome: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            /** @enum {string} */
            state: "waiting" | "offered" | "booked" | "passed" | "left" | "closed";
            /** @description False when it stood there already. */
            changed: boolean;
        };
        /** @description Where a visit stands after a verb. */
        VisitOutcome: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            /** @enum {string} */
            state: "held" | "confirmed" | "checked_in" | "weighed" | "done" | "hold_expired" | "cancelled_in_time" | "cancelled_late" | "no_show_customer" | "missed_by_collector" | "rejected_on_site" | "rescheduled";
            changed: boolean;
        };
        /** @description A completed visit. */
        VisitCompleted: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            /** @enum {string} */
            state: "held" | "confirmed" | "checked_in" | "weighed" | "done" | "hold_expired" | "cancelled_in_time" | "cancelled_late" | "no_show_customer" | "missed_by_collector" | "rejected_on_site" | "rescheduled";
            changed: boolean;
            /** @description The ledger entries written, one per material. */
            entryIds: string[];
        };
        /** @description Where a mark stands after a verb. */
        MarkOutcome: {
            /**
             * @description Of the booking.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            /** @enum {string} */
            state: "standing" | "contested" | "refused" | "upheld" | "withdrawn";
            /** @description False when it stood there already. */
            changed: boolean;
        };
        /** @description A document of GS1 EPCIS 2.0 (JSON-LD), valid by its published schema. Lots are classes named by their addresses here, masses kilograms (KGM). */
        EpcisDocument: {
            "@context": (string | {
                [key: string]: string;
            })[];
            /** @constant */
            type: "EPCISDocument";
            /** @constant */
            schemaVersion: "2.0";
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            creationDate: string;
            /**
             * @description There where more happened than a document holds: the earliest 2000 acts are in it, the later ones are not.
             * @constant
             */
            "rb:isCut"?: true;
            epcisBody: {
                eventList: components["schemas"]["EpcisEvent"][];
            };
        };
        /** @description An event of EPCIS 2.0; its other fields are as that standard says. Names beginning with `rb:` are ours: differences, residue and losses of runs, corrections. */
        EpcisEvent: {
            /** @enum {string} */
            type: "ObjectEvent" | "TransformationEvent";
            /** @description The same for the same event, however often it is asked for. */
            eventID: string;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            eventTime: string;
            /** @example +08:00 */
            eventTimeZoneOffset: string;
            /**
             * @description A word of the Core Business Vocabulary.
             * @example receiving
             */
            bizStep: string;
        } & {
            [key: string]: unknown;
        };
        /** @description What became of each reading, and our clock. */
        DeviceReadingOutcomes: {
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            serverTime: string;
            readings: components["schemas"]["DeviceReadingOutcome"][];
        };
        /** @description What became of a reading. */
        DeviceReadingOutcome: {
            id: string;
            /** @enum {string} */
            outcome: "accepted" | "repeated" | "refused";
            /** @description Weighed in, waiting for the staff, or put aside by them; null when refused. */
            state: ("attached" | "waiting" | "dismissed") | null;
            bookingId: string | null;
            /** @description Why it is refused, or why it waits. */
            code: string | null;
        };
        /** @description Until when the report holds, and our clock. */
        DeviceStateTaken: {
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            serverTime: string;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            expiresAt: string;
        };
        /** @description A page of choices about data. */
        ErasurePage: {
            items: components["schemas"]["Erasure"][];
            /** @description Pass it back as `cursor` with the same parameters; null on the last page. */
            nextCursor: string | null;
        };
        /** @description What becomes of the data on devices that go to a recycler. */
        Erasure: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            cause: {
                /** @enum {string} */
                type: "booking" | "deal";
                /**
                 * @description Opaque; UUID version 7 for what was made here.
                 * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
                 */
                id: string;
            };
            /** @description The material or category of goods that changes hands. */
            subject: string;
            /** @enum {string} */
            deviceKind: "phone" | "tablet" | "computer" | "drive" | "printer" | "camera" | "games_console" | "television" | "router" | "other";
            deviceCount: number;
            /** @enum {string} */
            choice: "self_erased" | "no_data" | "clear" | "purge" | "destroy";
            /** @description The last characters of the serial number; the number itself is not kept. */
            serialTail: string | null;
            recyclerName: string;
            /** @enum {string} */
            state: "chosen" | "erased" | "withdrawn";
            version: number;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            createdAt: string;
            /** @description Once the recycler has erased; number and check characters together can be verified by anybody. */
            certificate: {
                number: string;
                check: string;
                /** @enum {string} */
                method: "verified" | "clear" | "purge" | "destroy";
                /**
                 * Format: date-time
                 * @description UTC.
                 * @example 2026-05-04T08:30:00.000Z
                 */
                erasedAt: string;
            } | null;
        };
        /** @description Where a choice about data stands after a verb. */
        ErasureOutcome: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            /** @enum {string} */
            state: "chosen" | "erased" | "withdrawn";
            version: number;
        };
        /** @description Whether there is such a certificate, what was done and when. */
        CertificateCheck: {
            isValid: boolean;
            method: ("verified" | "clear" | "purge" | "destroy") | null;
            /** @description The day, UTC. */
            erasedOn: string | null;
        };
        /** @description A page of batteries. */
        PassportPage: {
            items: {
                /**
                 * @description Opaque; UUID version 7 for what was made here.
                 * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
                 */
                id: string;
                maker: string;
                model: string;
                /**
                 * @description Rated capacity, watt-hours.
                 * @example 60000
                 */
                ratedWh: number;
                /** @enum {string} */
                status: "original" | "re_used" | "repurposed" | "remanufactured" | "waste" | "recycled";
                /** @description Recycled, or continued by another passport. */
                isOver: boolean;
            }[];
            /** @description Pass it back as `cursor` with the same parameters; null on the last page. */
            nextCursor: string | null;
        };
        /** @description What a battery is, in the words of Regulation (EU) 2023/1542, Annex XIII. */
        BatteryPassport: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            /** @enum {string} */
            category: "ev" | "light_transport" | "industrial" | "starter" | "portable";
            /** @enum {string} */
            chemistry: "lfp" | "nmc" | "nca" | "lmo" | "lto" | "lead_acid" | "nimh" | "other";
            /**
             * @description Rated capacity, watt-hours.
             * @example 60000
             */
            ratedWh: number;
            maker: string;
            model: string;
            madeYear: number;
            /** @enum {string} */
            status: "original" | "re_used" | "repurposed" | "remanufactured" | "waste" | "recycled";
            /** @description The life before this one. */
            predecessorId: string | null;
            /** @description The lives after it; several when the pack was split. The status of a passport that has any is settled. */
            successors: {
                /**
                 * @description Opaque; UUID version 7 for what was made here.
                 * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
                 */
                id: string;
                /** @enum {string} */
                status: "original" | "re_used" | "repurposed" | "remanufactured" | "waste" | "recycled";
                /**
                 * @description Rated capacity, watt-hours.
                 * @example 60000
                 */
                ratedWh: number;
            }[];
            /** @description States of health, for the owner, whoever it is offered to, and the other side of a hand-over that names it; null for everybody else. */
            mine: {
                /** @enum {string} */
                relation: "owner" | "offered" | "linked";
                version: number;
                health: {
                    /**
                     * @description Present capacity in thousandths of the rated one.
                     * @example 912
                     */
                    permille: number;
                    /** Format: date */
                    measuredOn: string;
                    wattHours: number;
                } | null;
                readings: {
                    /**
                     * @description Opaque; UUID version 7 for what was made here.
                     * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
                     */
                    id: string;
                    /**
                     * @description Present capacity in thousandths of the rated one.
                     * @example 912
                     */
                    healthPermille: number;
                    /** @enum {string} */
                    method: "estimate" | "impedance" | "management_system" | "capacity_test";
                    /** Format: date */
                    measuredOn: string;
                    byName: string;
                    /** @enum {string} */
                    standing: "counts" | "held" | "confirmed";
                }[];
                mayMeasure: boolean;
            } | null;
        };
        /** @description The reading, and whether it waits for a second one. */
        PassportReadingOutcome: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            isHeld: boolean;
        };
        /** @description Boxes that are out with a party. */
        HeldBoxes: {
            /** @description The code that is shown when boxes are given out; null before it was asked for. */
            card: string | null;
            pools: {
                /**
                 * @description Opaque; UUID version 7 for what was made here.
                 * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
                 */
                id: string;
                name: string;
                currency: string;
                types: {
                    /**
                     * @description Opaque; UUID version 7 for what was made here.
                     * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
                     */
                    id: string;
                    name: string;
                    /**
                     * @description In hundredths of the pool's currency.
                     * @example 2000
                     */
                    depositMinor: number;
                    codes: string[];
                }[];
            }[];
            /** @description What it brought back, newest first; fifty at most. */
            returns: {
                /**
                 * @description Opaque; UUID version 7 for what was made here.
                 * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
                 */
                id: string;
                /**
                 * @description `mismatch` waits for a manager of the pool.
                 * @enum {string}
                 */
                state: "declared" | "matched" | "mismatch" | "resolved" | "withdrawn";
                version: number;
                /**
                 * @description Opaque; UUID version 7 for what was made here.
                 * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
                 */
                poolId: string;
                poolName: string;
                holderName: string;
                currency: string;
                /**
                 * Format: date-time
                 * @description UTC.
                 * @example 2026-05-04T08:30:00.000Z
                 */
                createdAt: string;
                countedAt: string | null;
                /** @description How a manager settled a difference. */
                resolution: string | null;
                /**
                 * @description In hundredths of the pool's currency.
                 * @example 2000
                 */
                paidMinor: number;
                lines: {
                    /**
                     * @description Opaque; UUID version 7 for what was made here.
                     * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
                     */
                    typeId: string;
                    typeName: string;
                    declaredCount: number;
                    countedCount: number | null;
                }[];
            }[];
        };
        /** @description Where a return of boxes stands after a verb, and what was paid for it now. */
        ReturnOutcome: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            /**
             * @description `mismatch` waits for a manager of the pool.
             * @enum {string}
             */
            state: "declared" | "matched" | "mismatch" | "resolved" | "withdrawn";
            version: number;
            /**
             * @description In hundredths of the pool's currency.
             * @example 2000
             */
            paidMinor: number;
        };
        /** @description Boxes brought back: what was declared and what was counted. */
        BoxReturn: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            /**
             * @description `mismatch` waits for a manager of the pool.
             * @enum {string}
             */
            state: "declared" | "matched" | "mismatch" | "resolved" | "withdrawn";
            version: number;
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            poolId: string;
            poolName: string;
            holderName: string;
            currency: string;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            createdAt: string;
            countedAt: string | null;
            /** @description How a manager settled a difference. */
            resolution: string | null;
            /**
             * @description In hundredths of the pool's currency.
             * @example 2000
             */
            paidMinor: number;
            lines: {
                /**
                 * @description Opaque; UUID version 7 for what was made here.
                 * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
                 */
                typeId: string;
                typeName: string;
                declaredCount: number;
                countedCount: number | null;
            }[];
            /** @enum {string} */
            side: "holder" | "receiver";
        };
        /** @description Open programmes. */
        TakebackProgrammes: {
            items: components["schemas"]["TakebackProgramme"][];
        };
        /** @description A producer that takes its goods back. */
        TakebackProgramme: {
            /** @example yunling-comes-home-00abcd */
            slug: string;
            name: string;
            brand: string;
            producerName: string;
            /** @description Codes of goods and materials that are taken. */
            categories: string[];
            /** @description Countries, ISO 3166-1 alpha-2. */
            regions: string[];
            isOpen: boolean;
        };
        /** @description A programme, who takes part, and what came back. */
        TakebackFigures: {
            /** @example yunling-comes-home-00abcd */
            slug: string;
            name: string;
            brand: string;
            producerName: string;
            /** @description Codes of goods and materials that are taken. */
            categories: string[];
            /** @description Countries, ISO 3166-1 alpha-2. */
            regions: string[];
            isOpen: boolean;
            description: string;
            /** @description Who takes part, with their points. */
            recyclers: {
                name: string;
                points: {
                    /**
                     * @description Opaque; UUID version 7 for what was made here.
                     * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
                     */
                    id: string;
                    name: string;
                }[];
            }[];
            total: {
                itemCount: number;
                /**
                 * @description Grams.
                 * @example 24300
                 */
                massGrams: number;
            };
            /** @description Newest first. */
            months: {
                /** @example 2026-05 */
                month: string;
                itemCount: number;
                /**
                 * @description Grams.
                 * @example 24300
                 */
                massGrams: number;
            }[];
        };
        /** @description Targets and progress. */
        Targets: {
            national: {
                /** @example cn-2025-waste-paper */
                code: string;
                /**
                 * @description ISO 3166-1 alpha-2.
                 * @example CN
                 */
                countryCode: string;
                /** @example waste-paper */
                subject: string;
                /** @description The target it is a part of. */
                partOf: string | null;
                /** @example 2025 */
                year: number;
                /**
                 * @description Grams.
                 * @example 24300
                 */
                targetGrams: number;
                targetUrl: string;
                /** @description The latest figure up to the target's year. */
                figure: {
                    /** @example 2025 */
                    year: number;
                    /**
                     * @description Grams.
                     * @example 24300
                     */
                    grams: number;
                    version: number;
                    source: string;
                    url: string;
                } | null;
                /**
                 * @description Reached by target; 1 is all of it, null is no data.
                 * @example 0.915
                 */
                share: number | null;
            }[];
            own: {
                /**
                 * @description `all`, ISO 3166-1 or ISO 3166-2.
                 * @example CN
                 */
                region: string;
                /**
                 * @description A material's code, or `all`.
                 * @example cardboard
                 */
                material: string;
                /** @example 2025 */
                year: number;
                /**
                 * @description Grams.
                 * @example 24300
                 */
                targetGrams: number;
                source: string;
                setBy: string;
                /** @description The sum of the year's published months. */
                reachedGrams: number | null;
                monthsShown: number;
                monthsWithheld: number;
                /**
                 * @description Reached by target; 1 is all of it, null is no data.
                 * @example 0.915
                 */
                share: number | null;
            }[];
            statisticsVersion: string;
        };
        /** @description All photos of the booking. */
        DoorPhotos: {
            items: components["schemas"]["DoorPhoto"][];
        };
        /** @description Who comes to a place. */
        ServiceAreas: {
            items: components["schemas"]["ServiceArea"][];
        };
        /** @description Where a recycler comes to the door. */
        ServiceArea: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            name: string;
            recycler: {
                name: string;
                slug: string;
            };
            timeZone: string;
            /** @description The most one visit may be; null without a limit. */
            maxVisitGrams: number | null;
            accepts: string[];
        };
        /** @description Times at a door. */
        HomeSlots: {
            items: components["schemas"]["Slot"][];
        };
        /** @description What a recycler pays per kilogram. */
        PriceBoard: {
            recycler: {
                name: string;
                slug: string;
            };
            /**
             * Format: date
             * @description A date at the recycler.
             * @example 2026-05-04
             */
            day: string;
            /** @description Null while nothing was ever written on the board. */
            currency: string | null;
            prices: {
                material: string;
                /**
                 * @description A sorted and clean, B a little mixed, C mixed.
                 * @enum {string}
                 */
                grade: "A" | "B" | "C";
                /**
                 * @description Minor units of the currency per kilogram; negative is what the recycler asks for.
                 * @example 125
                 */
                minorPerKg: number;
                /**
                 * Format: date
                 * @description A date at the recycler.
                 * @example 2026-05-04
                 */
                validFrom: string;
            }[];
            history: {
                material: string;
                /**
                 * @description A sorted and clean, B a little mixed, C mixed.
                 * @enum {string}
                 */
                grade: "A" | "B" | "C";
                /** @description Null took the grade off the board. */
                minorPerKg: number | null;
                /**
                 * Format: date
                 * @description A date at the recycler.
                 * @example 2026-05-04
                 */
                validFrom: string;
            }[];
        };
        /** @description Sums of a scope. */
        ImpactTotals: {
            /** @enum {string} */
            scope: "platform" | "community" | "mine" | "region";
            period: string;
            total: components["schemas"]["ImpactTotal"];
            /** @description At most 60, the largest effect first. */
            byMaterial: {
                code: string;
                /**
                 * @description Grams of CO2e; positive was kept out of the air.
                 * @example 61000
                 */
                co2eGrams: number;
                /**
                 * @description Grams of CO2e; positive was kept out of the air.
                 * @example 61000
                 */
                lowGrams: number;
                /**
                 * @description Grams of CO2e; positive was kept out of the air.
                 * @example 61000
                 */
                highGrams: number;
                /**
                 * @description Of the emissions, what was also treated, or confirmed by both sides of a reuse.
                 * @example 61000
                 */
                verifiedGrams: number;
                /**
                 * @description Of the emissions, what was recorded after its month was closed.
                 * @example 61000
                 */
                lateGrams: number;
                /** @description The mean of its entries' grades, each with the weight of its grams; A (best) to D. */
                grade: ("A" | "B" | "C" | "D") | null;
                /**
                 * @description Grams.
                 * @example 24300
                 */
                massGrams: number;
                /**
                 * @description Of it, what a scale measured.
                 * @example 24300
                 */
                measuredMassGrams: number;
                /**
                 * @description Mass for which no factor is published; it adds nothing to the emissions.
                 * @example 24300
                 */
                notCoveredGrams: number;
                entryCount: number;
            }[];
            byRoute: {
                route: string;
                /**
                 * @description Grams of CO2e; positive was kept out of the air.
                 * @example 61000
                 */
                co2eGrams: number;
                /**
                 * @description Grams of CO2e; positive was kept out of the air.
                 * @example 61000
                 */
                lowGrams: number;
                /**
                 * @description Grams of CO2e; positive was kept out of the air.
                 * @example 61000
                 */
                highGrams: number;
                /**
                 * @description Of the emissions, what was also treated, or confirmed by both sides of a reuse.
                 * @example 61000
                 */
                verifiedGrams: number;
                /**
                 * @description Of the emissions, what was recorded after its month was closed.
                 * @example 61000
                 */
                lateGrams: number;
                /** @description The mean of its entries' grades, each with the weight of its grams; A (best) to D. */
                grade: ("A" | "B" | "C" | "D") | null;
                /**
                 * @description Grams.
                 * @example 24300
                 */
                massGrams: number;
                /**
                 * @description Of it, what a scale measured.
                 * @example 24300
                 */
                measuredMassGrams: number;
                /**
                 * @description Mass for which no factor is published; it adds nothing to the emissions.
                 * @example 24300
                 */
                notCoveredGrams: number;
                entryCount: number;
            }[];
            /** @description The latest twelve months that have entries, oldest first, whatever `period` is. */
            byMonth: {
                month: string;
                /**
                 * @description Grams of CO2e; positive was kept out of the air.
                 * @example 61000
                 */
                co2eGrams: number;
                /**
                 * @description Grams of CO2e; positive was kept out of the air.
                 * @example 61000
                 */
                lowGrams: number;
                /**
                 * @description Grams of CO2e; positive was kept out of the air.
                 * @example 61000
                 */
                highGrams: number;
                /**
                 * @description Of the emissions, what was also treated, or confirmed by both sides of a reuse.
                 * @example 61000
                 */
                verifiedGrams: number;
                /**
                 * @description Of the emissions, what was recorded after its month was closed.
                 * @example 61000
                 */
                lateGrams: number;
                /** @description The mean of its entries' grades, each with the weight of its grams; A (best) to D. */
                grade: ("A" | "B" | "C" | "D") | null;
                /**
                 * @description Grams.
                 * @example 24300
                 */
                massGrams: number;
                /**
                 * @description Of it, what a scale measured.
                 * @example 24300
                 */
                measuredMassGrams: number;
                /**
                 * @description Mass for which no factor is published; it adds nothing to the emissions.
                 * @example 24300
                 */
                notCoveredGrams: number;
                entryCount: number;
            }[];
        };
        /** @description A sum of ledger entries. */
        ImpactTotal: {
            /**
             * @description Grams of CO2e; positive was kept out of the air.
             * @example 61000
             */
            co2eGrams: number;
            /**
             * @description Grams of CO2e; positive was kept out of the air.
             * @example 61000
             */
            lowGrams: number;
            /**
             * @description Grams of CO2e; positive was kept out of the air.
             * @example 61000
             */
            highGrams: number;
            /**
             * @description Of the emissions, what was also treated, or confirmed by both sides of a reuse.
             * @example 61000
             */
            verifiedGrams: number;
            /**
             * @description Of the emissions, what was recorded after its month was closed.
             * @example 61000
             */
            lateGrams: number;
            /** @description The mean of its entries' grades, each with the weight of its grams; A (best) to D. */
            grade: ("A" | "B" | "C" | "D") | null;
            /**
             * @description Grams.
             * @example 24300
             */
            massGrams: number;
            /**
             * @description Of it, what a scale measured.
             * @example 24300
             */
            measuredMassGrams: number;
            /**
             * @description Mass for which no factor is published; it adds nothing to the emissions.
             * @example 24300
             */
            notCoveredGrams: number;
            entryCount: number;
        };
        /** @description A page of ledger entries. */
        EntryPage: {
            items: components["schemas"]["EntryLine"][];
            /** @description Pass it back as `cursor` with the same parameters; null on the last page. */
            nextCursor: string | null;
        };
        /** @description A ledger entry in a list; of a community's list, the figures are its share. */
        EntryLine: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            /**
             * @description An entry, or a later row about one: nothing is ever changed or deleted.
             * @enum {string}
             */
            kind: "entry" | "reversal" | "adjustment" | "verification" | "restatement";
            /**
             * @description Verified when the load was also treated, or when both sides confirmed a reuse.
             * @enum {string}
             */
            stage: "provisional" | "verified";
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            recordedAt: string;
            /**
             * @description ISO 3166-1 alpha-2 of the place of the hand-over, `ZZ` where it is not known.
             * @example CN
             */
            region: string;
            /** @description The entry that this row is about; null for an entry itself. */
            corrects: string | null;
            /** @description Recorded after the month of its hand-over was closed. */
            isLate: boolean;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            occurredAt: string;
            /** @enum {string} */
            status: "ok" | "not_covered";
            /**
             * @example recycle
             * @example reuse
             */
            route: string;
            subject: components["schemas"]["EntrySubject"];
            massGrams: number | null;
            itemCount: number | null;
            /**
             * @description How the amount became known.
             * @example measured
             */
            weightBasis: string;
            /** @description A (best) to D. */
            grade: string | null;
            co2eGrams: number | null;
            lowGrams: number | null;
            highGrams: number | null;
            /** @description The asking party's share; null outside `scope=mine`. */
            mine: {
                /** @enum {string} */
                side: "giver" | "taker";
                co2eGrams: number | null;
                lowGrams: number | null;
                highGrams: number | null;
            } | null;
        };
        /** @description What moved. */
        EntrySubject: {
            /** @enum {string} */
            kind: "material" | "goods";
            code: string;
        };
        /** @description A ledger entry with everything that explains it. */
        Entry: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            /**
             * @description An entry, or a later row about one: nothing is ever changed or deleted.
             * @enum {string}
             */
            kind: "entry" | "reversal" | "adjustment" | "verification" | "restatement";
            /**
             * @description Verified when the load was also treated, or when both sides confirmed a reuse.
             * @enum {string}
             */
            stage: "provisional" | "verified";
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            recordedAt: string;
            /**
             * @description ISO 3166-1 alpha-2 of the place of the hand-over, `ZZ` where it is not known.
             * @example CN
             */
            region: string;
            /** @description The entry that this row is about; null for an entry itself. */
            corrects: string | null;
            /** @description Recorded after the month of its hand-over was closed. */
            isLate: boolean;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            occurredAt: string;
            /** @enum {string} */
            status: "ok" | "not_covered";
            /**
             * @example recycle
             * @example reuse
             */
            route: string;
            subject: components["schemas"]["EntrySubject"];
            massGrams: number | null;
            itemCount: number | null;
            /**
             * @description How the amount became known.
             * @example measured
             */
            weightBasis: string;
            /** @description A (best) to D. */
            grade: string | null;
            co2eGrams: number | null;
            lowGrams: number | null;
            highGrams: number | null;
            /** @description What the factor's publisher calls it. */
            publisherName: string | null;
            /** @description Why it is not covered. */
            reason: string | null;
            formulaVersion: string;
            factorIds: string[];
            terms: components["schemas"]["Term"][];
            /** @description Given to the compute command (`npm run impact -- compute`), these give the entry's figures again. */
            inputs: {
                [key: string]: unknown;
            } | null;
            warnings: string[];
            shares: components["schemas"]["EntryShare"][];
            reversedBy: string | null;
            reverses: string | null;
        };
        /** @description One line of the sum. */
        Term: {
            /** @enum {string} */
            name: "baseline" | "treatment" | "displaced_primary" | "recycled_production" | "avoided_landfill" | "recycling_collection" | "displaced_new" | "reused_by_weight" | "refurbishment" | "extra_use" | "transport" | "round" | "delivery" | "processing";
            /** @description Kilograms of CO2e, signed as it enters the sum. */
            kgCo2e: number;
            factorIds: string[];
            /** @description The numbers of this term. */
            facts: {
                [key: string]: number | string;
            };
        };
        /** @description How the entry is divided. Households are named to the two sides only. */
        EntryShare: {
            /** @enum {string} */
            side: "giver" | "taker";
            partyKind: string;
            partyName: string | null;
            communitySlug: string | null;
            co2eGrams: number | null;
            lowGrams: number | null;
            highGrams: number | null;
        };
        /** @description A page of factors. */
        FactorPage: {
            items: components["schemas"]["Factor"][];
            /** @description Pass it back as `cursor` with the same parameters; null on the last page. */
            nextCursor: string | null;
        };
        /** @description A published figure. */
        Factor: {
            /**
             * @description `edition/name/practice`, stable for ever.
             * @example us_epa_warm@16/aluminum-cans/recycling
             */
            id: string;
            /** @example us_epa_warm@16 */
            edition: string;
            publisherName: string;
            practice: string;
            /** @description As the publisher writes it. */
            practiceLabel: string;
            value: number;
            /** @example MTCO2E/short ton */
            unit: string;
            boundary: string;
            gwpSet: string;
            region: string;
            year: number;
        };
        /** @description A published figure with everything needed to cite it. */
        FactorWithSource: {
            /**
             * @description `edition/name/practice`, stable for ever.
             * @example us_epa_warm@16/aluminum-cans/recycling
             */
            id: string;
            /** @example us_epa_warm@16 */
            edition: string;
            publisherName: string;
            practice: string;
            /** @description As the publisher writes it. */
            practiceLabel: string;
            value: number;
            /** @example MTCO2E/short ton */
            unit: string;
            boundary: string;
            gwpSet: string;
            region: string;
            year: number;
            note: string | null;
            publisher: string;
            title: string;
            source: string;
            licence: string;
            licenceUrl: string | null;
            attribution: string;
            caution: string | null;
            /** @description Reliability, completeness, time, geography, technology; 1 is best, 5 worst. */
            pedigree: number[];
        };
        /** @description A page of checkpoints. */
        CheckpointPage: {
            items: components["schemas"]["Checkpoint"][];
            /** @description Pass it back as `cursor` with the same parameters; null on the last page. */
            nextCursor: string | null;
        };
        /** @description A signed statement: at this size the log's Merkle root (RFC 9162) is this. */
        Checkpoint: {
            /**
             * @description Entries of the log.
             * @example 60000
             */
            size: number;
            /**
             * @description Base64.
             * @example CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
             */
            root: string;
            /** @description Name and short hash of the key; see the list of keys. */
            keyId: string;
            /** @description The statement with its signature (C2SP tlog-checkpoint), to be checked as it is. */
            note: string;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            createdAt: string;
        };
        /** @description Public keys. */
        LedgerKeys: {
            items: components["schemas"]["LedgerKey"][];
        };
        /** @description A public key (Ed25519). */
        LedgerKey: {
            id: string;
            /** @description Which log it signs. */
            origin: string;
            /** @description C2SP signed-note verifier key, `NAME+HASH+BASE64`. */
            verifierKey: string;
        };
        /** @description An inclusion proof (RFC 9162, 2.1.3) with all it takes to check it. */
        EntryProof: {
            /** @description Its place in the log. */
            index: number;
            /** @description Hexadecimal digits, as in the lines of the log. */
            leafHash: string;
            leaf: components["schemas"]["Leaf"];
            /** @description Hashes from the bottom up, as RFC 9162 orders them. */
            proof: string[];
            /** @description The signed checkpoint that the proof leads to. */
            checkpoint: string;
            /** @description The key that signed it, `NAME+HASH+BASE64`. */
            verifierKey: string;
            /** @description Rows about the same entry before this one, oldest first: what a correction is the difference to. */
            earlier: components["schemas"]["ProvenRow"][];
        };
        /** @description What the log holds of an entry: everything needed to count it again, and nobody's name. Its canonical JSON (RFC 8785) is what is hashed. */
        Leaf: {
            /** @constant */
            v: 1;
            id: string;
            /** @enum {string} */
            kind: "entry" | "reversal" | "adjustment" | "verification" | "restatement";
            cause: string;
            lot: string;
            corrects: string | null;
            /** @enum {string} */
            status: "ok" | "not_covered";
            /** @enum {string} */
            stage: "provisional" | "verified";
            late: boolean;
            route: string;
            region: string;
            regionDay: string;
            material: string | null;
            category: string | null;
            publisherName: string | null;
            itemCount: number | null;
            weightBasis: string;
            grade: string | null;
            co2eGrams: number | null;
            lowGrams: number | null;
            highGrams: number | null;
            massGrams: number | null;
            movedGrams: number;
            measuredGrams: number;
            uncoveredGrams: number;
            verifiedGrams: number;
            spread: {
                [key: string]: number;
            };
            independentSquares: string;
            gradeGrams: number;
            gradePoints: number;
            serial: string | null;
            formula: string;
            factors: string[];
            inputs: {
                calculation: {
                    [key: string]: unknown;
                } | null;
                condition: string | null;
                contaminationPermille: number;
                measuredGrams: number | null;
                declaredConfirmedGrams: number | null;
                reason: string | null;
                missing: string | null;
                proxy: boolean;
                warnings: ("proxy" | "approximate" | "negative" | "use_not_compared" | "outlier_factor" | "burden_not_declared" | "low_quality")[];
                sharing: {
                    /** @enum {string} */
                    rule: "pef" | "convention";
                    takerPpm: number;
                };
                requestedLife: number | null;
                correction: ("dispute" | "refund" | "weight_corrected" | "treated" | "treated_otherwise" | "not_treated" | "newer_figures" | "mistake" | "other") | null;
            };
            shares: components["schemas"]["LeafShare"][];
            /** Format: date-time */
            occurredAt: string;
            /** Format: date-time */
            recordedAt: string;
        };
        /** @description A side's part. `party` and `community` are SHA-256 over a nonce and an id: nobody is named. */
        LeafShare: {
            /** @enum {string} */
            side: "giver" | "taker";
            ppm: number;
            party: string;
            community: string | null;
            partyDay: string;
            communityDay: string | null;
            co2eGrams: number | null;
            lowGrams: number | null;
            highGrams: number | null;
            massGrams: number | null;
            movedGrams: number;
            measuredGrams: number;
            uncoveredGrams: number;
            verifiedGrams: number;
        };
        /** @description A row as the log holds it, and its way to the root. */
        ProvenRow: {
            /** @description Its place in the log. */
            index: number;
            /** @description Hexadecimal digits, as in the lines of the log. */
            leafHash: string;
            leaf: components["schemas"]["Leaf"];
            /** @description Hashes from the bottom up, as RFC 9162 orders them. */
            proof: string[];
        };
        /** @description A consistency proof (RFC 9162, 2.1.4). */
        ConsistencyProof: {
            /**
             * @description Entries of the log.
             * @example 60000
             */
            from: number;
            /**
             * @description Entries of the log.
             * @example 60000
             */
            to: number;
            /** @description Hashes from the bottom up, as RFC 9162 orders them. */
            proof: string[];
        };
        /** @description A ledger entry with its place in the log. */
        LoggedEntry: {
            /** @description Its place in the log. */
            index: number;
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            /**
             * @description An entry, or a later row about one: nothing is ever changed or deleted.
             * @enum {string}
             */
            kind: "entry" | "reversal" | "adjustment" | "verification" | "restatement";
            /**
             * @description Verified when the load was also treated, or when both sides confirmed a reuse.
             * @enum {string}
             */
            stage: "provisional" | "verified";
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            recordedAt: string;
            /**
             * @description ISO 3166-1 alpha-2 of the place of the hand-over, `ZZ` where it is not known.
             * @example CN
             */
            region: string;
            /** @description The entry that this row is about; null for an entry itself. */
            corrects: string | null;
            /** @description Recorded after the month of its hand-over was closed. */
            isLate: boolean;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            occurredAt: string;
            /** @enum {string} */
            status: "ok" | "not_covered";
            /**
             * @example recycle
             * @example reuse
             */
            route: string;
            subject: components["schemas"]["EntrySubject"];
            massGrams: number | null;
            itemCount: number | null;
            /**
             * @description How the amount became known.
             * @example measured
             */
            weightBasis: string;
            /** @description A (best) to D. */
            grade: string | null;
            co2eGrams: number | null;
            lowGrams: number | null;
            highGrams: number | null;
        };
        /** @description A leaf of the log, as in an export (`npm run impact -- export`). */
        LogLine: {
            index: number;
            /** @description SHA-256 in hexadecimal digits. */
            leafHash: string;
            leaf: components["schemas"]["Leaf"];
        };
        /** @description A page of a board. */
        Leaderboard: {
            /** @enum {string} */
            metric: "total" | "per_head" | "reuse" | "recycling" | "improvement";
            period: string;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            computedAt: string;
            items: components["schemas"]["BoardRow"][];
            /** @description Pass it back as `cursor` with the same parameters; null on the last page. */
            nextCursor: string | null;
        };
        /** @description A place on a board; per head, the figures are per member, of the improvement differences. */
        BoardRow: {
            /** @description Equal figures share a rank: 1, 1, 3. */
            rank: number;
            community: components["schemas"]["BoardCommunity"];
            members: number;
            /**
             * @description Grams of CO2e; positive was kept out of the air.
             * @example 61000
             */
            co2eGrams: number;
            /**
             * @description Grams of CO2e; positive was kept out of the air.
             * @example 61000
             */
            lowGrams: number;
            /**
             * @description Grams of CO2e; positive was kept out of the air.
             * @example 61000
             */
            highGrams: number;
            entryCount: number;
            /** @description A (best) to D; null where nothing is counted. */
            grade: string | null;
            /** @description Share of the mass that a scale measured, 0 to 1. */
            coverage: number | null;
            /**
             * @description What is ranked: the figure, or per head the estimate drawn towards the class.
             * @example 61000
             */
            rankGrams: number;
            /** @description Entries that wait for a review and are not in the figures. */
            heldEntries: number;
            shrinkage: components["schemas"]["BoardShrinkage"];
        };
        /** @description Who stands there. */
        BoardCommunity: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            /** @example sunny-street */
            slug: string;
            name: string;
            placeLabel: string | null;
        };
        /** @description Per head: how the figure was drawn towards its class; else null. */
        BoardShrinkage: {
            /**
             * @description The members its class has.
             * @example 10-49
             */
            class: string;
            /**
             * @description Grams of CO2e; positive was kept out of the air.
             * @example 61000
             */
            meanGrams: number;
            /** @description Of the own figure, in thousandths. */
            weightPermille: number;
        } | null;
        /** @description A page of communities. */
        CommunityPage: {
            items: components["schemas"]["CommunityCard"][];
            /** @description Pass it back as `cursor` with the same parameters; null on the last page. */
            nextCursor: string | null;
        };
        /** @description A community in the directory. */
        CommunityCard: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            /** @example sunny-street */
            slug: string;
            name: string;
            placeLabel: string | null;
            /** @description Its beginning. */
            description: string;
            members: number;
            /**
             * @description `open`: anybody may join; `ask`: managers answer; `invite`: by invitation.
             * @enum {string}
             */
            joinPolicy: "open" | "ask" | "invite";
            /**
             * @description Grams of CO2e; positive was kept out of the air.
             * @example 61000
             */
            co2eGrams: number;
            /**
             * @description Grams of CO2e; positive was kept out of the air.
             * @example 61000
             */
            lowGrams: number;
            /**
             * @description Grams of CO2e; positive was kept out of the air.
             * @example 61000
             */
            highGrams: number;
        };
        /** @description A community whole. */
        Community: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            /** @example sunny-street */
            slug: string;
            name: string;
            placeLabel: string | null;
            description: string;
            timeZone: string;
            members: number;
            /**
             * @description `open`: anybody may join; `ask`: managers answer; `invite`: by invitation.
             * @enum {string}
             */
            joinPolicy: "open" | "ask" | "invite";
            isListed: boolean;
            /** @description The caller's own; null for a stranger. */
            membership: {
                /** @enum {string} */
                role: "owner" | "manager" | "staff" | "member" | "viewer";
                /** @enum {string} */
                state: "active" | "requested";
            } | null;
        };
        /** @description A page of posts. */
        CommunityPostPage: {
            items: components["schemas"]["CommunityPost"][];
            /** @description Pass it back as `cursor` with the same parameters; null on the last page. */
            nextCursor: string | null;
        };
        /** @description What a community says to everybody, in its own name. */
        CommunityPost: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            /** @enum {string} */
            kind: "news" | "question";
            body: string;
            isPinned: boolean;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            at: string;
        };
        /** @description A page of networks. */
        NetworkPage: {
            items: components["schemas"]["Network"][];
            /** @description Pass it back as `cursor` with the same parameters; null on the last page. */
            nextCursor: string | null;
        };
        /** @description A district or city that communities belong to. */
        Network: {
            /** @example green-lake-quarter */
            slug: string;
            name: string;
            /** @enum {string} */
            kind: "district" | "city";
            placeLabel: string;
            /** @description How many are in it now. */
            communities: number;
        };
        /** @description A network, who is in it, and their sum. */
        NetworkFigures: {
            /** @example green-lake-quarter */
            slug: string;
            name: string;
            /** @enum {string} */
            kind: "district" | "city";
            placeLabel: string;
            /** @description How many are in it now. */
            communities: number;
            description: string;
            /** @description Memberships of its communities. */
            members: number;
            total: {
                /**
                 * @description Grams of CO2e; positive was kept out of the air.
                 * @example 61000
                 */
                co2eGrams: number;
                /**
                 * @description Grams of CO2e; positive was kept out of the air.
                 * @example 61000
                 */
                lowGrams: number;
                /**
                 * @description Grams of CO2e; positive was kept out of the air.
                 * @example 61000
                 */
                highGrams: number;
                /**
                 * @description Grams.
                 * @example 24300
                 */
                massGrams: number;
                entryCount: number;
            };
            items: {
                /**
                 * @description Opaque; UUID version 7 for what was made here.
                 * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
                 */
                id: string;
                slug: string;
                name: string;
                placeLabel: string | null;
                members: number;
                /**
                 * @description Grams of CO2e; positive was kept out of the air.
                 * @example 61000
                 */
                co2eGrams: number;
                /**
                 * @description Grams of CO2e; positive was kept out of the air.
                 * @example 61000
                 */
                lowGrams: number;
                /**
                 * @description Grams of CO2e; positive was kept out of the air.
                 * @example 61000
                 */
                highGrams: number;
            }[];
        };
        /** @description People of a community. */
        CommunityMembers: {
            items: components["schemas"]["CommunityMember"][];
        };
        /** @description Somebody who belongs to a community, or asks to. */
        CommunityMember: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            userId: string;
            name: string;
            /** @enum {string} */
            role: "owner" | "manager" | "staff" | "member" | "viewer";
            /** @enum {string} */
            state: "active" | "requested";
            /** @description What somebody wrote on asking to join. */
            requestText: string | null;
            version: number;
        };
        /** @description Whether the person is in, or has asked. */
        CommunityJoined: {
            /** @enum {string} */
            state: "active" | "requested";
        };
        /** @description The person does not belong to it any more. */
        CommunityLeft: {
            /** @constant */
            state: "ended";
        };
        /** @description It is so now. */
        MembershipDone: {
            /** @constant */
            done: true;
        };
        /** @description The report that was made. */
        ReportSent: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
        };
        /** @description A page of reports. */
        ReportPage: {
            items: components["schemas"]["Report"][];
            /** @description Pass it back as `cursor` with the same parameters; null on the last page. */
            nextCursor: string | null;
        };
        /** @description Something you reported, and what came of it. */
        Report: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            /** @enum {string} */
            subject: "listing" | "message" | "party" | "review" | "photo" | "post" | "answer";
            /** @description Of the copy that was kept. */
            title: string;
            /** @enum {string} */
            reason: "prohibited" | "scam" | "not_as_described" | "green_claim" | "counterfeit" | "unsafe" | "illegal" | "abusive" | "privacy" | "spam" | "other";
            text: string;
            /** @enum {string} */
            state: "open" | "acted" | "dismissed";
            /** @description What kind of thing was done; null while it is looked at. */
            outcome: string | null;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            createdAt: string;
            closedAt: string | null;
        };
        /** @description The public figures of moderation. */
        Transparency: {
            months: components["schemas"]["ModerationMonth"][];
        };
        /** @description The figures of moderation of one month. */
        ModerationMonth: {
            /**
             * @description UTC.
             * @example 2026-03
             */
            month: string;
            reports: {
                total: components["schemas"]["PublishedFigure"];
                bySubject: {
                    [key: string]: components["schemas"]["PublishedFigure"];
                };
                byReason: {
                    [key: string]: components["schemas"]["PublishedFigure"];
                };
            };
            decisions: {
                total: components["schemas"]["PublishedFigure"];
                bySubject: {
                    [key: string]: components["schemas"]["PublishedFigure"];
                };
                byRule: {
                    [key: string]: components["schemas"]["PublishedFigure"];
                };
                byKind: {
                    [key: string]: components["schemas"]["PublishedFigure"];
                };
                detectedByRule: components["schemas"]["PublishedFigure"];
                automated: components["schemas"]["PublishedFigure"];
                refusedBySecondModerator: components["schemas"]["PublishedFigure"];
            };
            /** @description Null with fewer than five decisions. */
            medianMinutesToDecision: number | null;
            appeals: {
                received: components["schemas"]["PublishedFigure"];
                upheld: components["schemas"]["PublishedFigure"];
                reversed: components["schemas"]["PublishedFigure"];
            };
            restrictions: {
                restricted: components["schemas"]["PublishedFigure"];
                suspended: components["schemas"]["PublishedFigure"];
            };
            contestedMarks: {
                upheld: components["schemas"]["PublishedFigure"];
                refused: components["schemas"]["PublishedFigure"];
            };
        };
        /** @description A count; 1 to 4 are not told apart. */
        PublishedFigure: number | "fewer_than_5";
        /** @description A page of notifications. */
        NotificationPage: {
            items: components["schemas"]["NotificationGroup"][];
            /** @description Pass it back as `cursor` with the same parameters; null on the last page. */
            nextCursor: string | null;
        };
        /** @description A place with what happened there. Without addresses and codes. */
        NotificationGroup: {
            /**
             * @description Of the newest.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            /** @enum {string} */
            kind: "deal_request" | "deal_progress" | "message" | "review" | "booking" | "booking_reminder" | "listing_expiry" | "custody" | "search_alert" | "point_correction" | "moderation" | "benchmark_step" | "reward" | "community" | "community_post" | "integration" | "security";
            /** @description Which party it concerns; null for the person alone. */
            partyName: string | null;
            /**
             * @description Where it leads, within the product. What leads there is one group.
             * @example /deals/0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            path: string;
            /** @description In the language asked for. */
            title: string;
            text: string;
            /** @description How many of the group have not been read. */
            unread: number;
            count: number;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            at: string;
            /** @description What came before the newest, at most three. */
            earlier: {
                /**
                 * @description Opaque; UUID version 7 for what was made here.
                 * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
                 */
                id: string;
                title: string;
                unread: boolean;
                /**
                 * Format: date-time
                 * @description UTC.
                 * @example 2026-05-04T08:30:00.000Z
                 */
                at: string;
            }[];
        };
        /** @description What changed. */
        NotificationsRead: {
            /** @description How many had been unread. */
            read: number;
        };
        /** @description All of them; there are at most ten. */
        WebhookList: {
            items: components["schemas"]["Webhook"][];
        };
        /** @description An address that events of the token's party are posted to. Its secret is shown once, on the account page. */
        Webhook: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            /** @example https://erp.example.org/roundabout */
            url: string;
            eventTypes: ("listings.changed" | "listings.expiring" | "listings.expired" | "deals.requested" | "deals.accepted" | "deals.countered" | "deals.declined" | "deals.cancelled" | "deals.expired" | "deals.scheduled" | "deals.time-agreed" | "deals.handed-over" | "deals.completed" | "deals.disputed" | "deals.resolved" | "pickups.booked" | "pickups.rescheduled" | "pickups.cancelled" | "pickups.checked-in" | "pickups.weighed" | "pickups.completed" | "pickups.no-show" | "pickups.rejected" | "points.changed" | "prices.changed" | "custody.sent" | "custody.received" | "custody.refused" | "custody.returned" | "rounds.published")[];
            /**
             * @description `failed`: switched off by us, after days without a 2xx.
             * @enum {string}
             */
            state: "active" | "off" | "failed";
            /** @description Since when nothing has been taken; null while the last try was. */
            failingSince: string | null;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            createdAt: string;
            version: number;
        };
        /** @description A page of deliveries. */
        WebhookDeliveryPage: {
            items: components["schemas"]["WebhookDelivery"][];
            /** @description Pass it back as `cursor` with the same parameters; null on the last page. */
            nextCursor: string | null;
        };
        /** @description One event for one address. */
        WebhookDelivery: {
            /**
             * @description The `webhook-id` of every try.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            id: string;
            eventType: string;
            /** @enum {string} */
            state: "waiting" | "delivered" | "failed";
            /** @description All tries ever; pass it back to send it again. */
            attempts: number;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            createdAt: string;
            /** @description When it is tried next. */
            dueAt: string | null;
            /** @description What was signed and sent, byte by byte. */
            body: string;
            /** @description The last five, the latest first. */
            tries: components["schemas"]["WebhookAttempt"][];
        };
        /** @description One try. */
        WebhookAttempt: {
            number: number;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2026-05-04T08:30:00.000Z
             */
            at: string;
            /** @description Milliseconds. */
            durationMs: number;
            /** @description What the address answered; null where it did not. */
            status: number | null;
            /**
             * @description Why it does not count as taken; null where it was.
             * @example timeout
             */
            problem: string | null;
            /** @description The beginning of the answer, at most 500 characters. */
            snippet: string;
        };
        /** @description What changed. */
        WebhookReplay: {
            /**
             * @description Opaque; UUID version 7 for what was made here.
             * @example 0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11
             */
            deliveryId: string;
            changed: boolean;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    findPointsForBag: {
        parameters: {
            query: {
                /** @description Degrees, WGS 84. */
                lat: number;
                lon: number;
                /** @description What is in the bag; repeat it for several. */
                material: components["schemas"]["MaterialCode"][];
            };
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BagAnswer"];
                };
            };
            /** @description HTTP.INPUT_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPoints: {
        parameters: {
            query?: {
                /** @description Degrees, WGS 84; together with `lon`. */
                lat?: number;
                lon?: number;
                /** @description Not farther than this. */
                km?: number;
                /** @description A town, postal code, street or name, looked up among our own points. */
                q?: string;
                /** @description Repeat it for several; every one must be taken. */
                material?: components["schemas"]["MaterialCode"][];
                openNow?: boolean;
                /** @description Only where drop-offs can be booked. */
                bookable?: boolean;
                /** @description `nextCursor` of the page before; opaque, and good only with the same parameters. */
                cursor?: string;
                /** @description Rows of a page, 24 unless said otherwise. */
                limit?: number;
            };
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PointPage"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, API.CURSOR_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Point"];
                };
            };
            /** @description HTTP.INPUT_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description POINTS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSlots: {
        parameters: {
            query?: {
                /** @description Now, unless said otherwise. */
                from?: string;
                days?: number;
                /** @description What you mean to bring; decides what counts as full. */
                massGrams?: number;
                /** @description What you mean to bring; of what needs a licence, slots on days it does not reach are shown with the reason. */
                material?: components["schemas"]["MaterialCode"][];
            };
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlotPage"];
                };
            };
            /** @description HTTP.INPUT_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description POINTS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listListings: {
        parameters: {
            query?: {
                /** @description Words in English or Chinese; where nothing has them, what is spelt nearly so. */
                q?: string;
                kind?: "goods" | "material";
                offer?: "sale" | "free" | "swap" | "loan" | "wanted";
                category?: components["schemas"]["GoodsCode"];
                material?: components["schemas"]["MaterialCode"];
                condition?: "new" | "good" | "fair" | "worn" | "broken";
                /** @description By the published rule (/grading): exactly this grade. */
                grade?: "A" | "B" | "C" | "D";
                /** @description `true`: only what was made again by a company. */
                remanufactured?: "true" | "false";
                /** @description `true`: only what nobody has been promised; at least one unit is free. */
                available?: "true" | "false";
                /** @description In hundredths of the currency. What is free or wanted stays in. */
                maxPrice?: number;
                /** @description Degrees, WGS 84; together with `lon`. */
                lat?: number;
                lon?: number;
                /** @description Around the place. */
                km?: number;
                /** @description `nearest` where a place is given, `relevance` where words are, else `newest`, unless said otherwise. */
                sort?: "newest" | "nearest" | "relevance";
                /** @description `nextCursor` of the page before; opaque, and good only with the same parameters. */
                cursor?: string;
                /** @description Rows of a page, 24 unless said otherwise. */
                limit?: number;
            };
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListingPage"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, API.CURSOR_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publishListing: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewListing"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListingOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, LISTINGS.NOT_ALLOWED, LISTINGS.PRIVATE_COMMUNITY_NOT_ALLOWED, TRUST.RESTRICTED_NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description HTTP.KEY_REUSED. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description LISTINGS.PROHIBITED. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TRUST.NEW_ACCOUNT_RATE_LIMITED. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getListing: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing"];
                };
            };
            /** @description HTTP.INPUT_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description LISTINGS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeListing: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ListingChange"];
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListingOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, LISTINGS.NOT_ALLOWED, LISTINGS.OTHER_PARTY_NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description LISTINGS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, LISTINGS.WRONG_STATE, LISTINGS.STALE, LISTINGS.UNITS_TAKEN. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of LISTINGS.PROHIBITED, LISTINGS.UNITS_HELD, LISTINGS.MARK_STANDS. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdrawListing: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WithdrawListing"];
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListingOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, LISTINGS.NOT_ALLOWED, LISTINGS.OTHER_PARTY_NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description LISTINGS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, LISTINGS.WRONG_STATE, LISTINGS.STALE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDeals: {
        parameters: {
            query?: {
                status?: "open" | "done";
                side?: "giver" | "taker";
                /** @description Only those of one listing. */
                listing?: string;
                /** @description `nextCursor` of the page before; opaque, and good only with the same parameters. */
                cursor?: string;
            };
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealPage"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, API.CURSOR_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    requestDeal: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDeal"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID, DEALS.PRICE_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, DEALS.NOT_ALLOWED, DEALS.OTHER_NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of DEALS.LISTING_NOT_FOUND, DEALS.SWAP_LISTING_NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, DEALS.LISTING_CLOSED, DEALS.ALREADY_REQUESTED, DEALS.UNITS_TAKEN, DEALS.SWAP_LISTING_CLOSED. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of DEALS.OWN_LISTING, DEALS.TOO_MANY_UNITS, DEALS.SWAP_TOO_MANY_UNITS, DEALS.LOAN_TOO_LONG. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of DEALS.REQUEST_RATE_LIMITED, DEALS.MESSAGE_RATE_LIMITED. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDeal: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deal"];
                };
            };
            /** @description HTTP.INPUT_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description DEALS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    declineDeal: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeclineDeal"];
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, DEALS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description DEALS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, DEALS.WRONG_STATE, DEALS.STALE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelDeal: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelDeal"];
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID, DEALS.REASON_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, DEALS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description DEALS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, DEALS.WRONG_STATE, DEALS.STALE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    scheduleDeal: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScheduleDeal"];
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID, DEALS.WINDOW_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, DEALS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description DEALS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, DEALS.WRONG_STATE, DEALS.STALE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    handOverDeal: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["HandOver"];
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandOverOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, DEALS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description DEALS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, DEALS.WRONG_STATE, DEALS.STALE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of DEALS.CODE_WRONG, DEALS.WEIGHT_NEEDED, DEALS.MOVED_TOO_MANY, DEALS.DIFFERENCE_UNCONFIRMED. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description DEALS.CODE_RATE_LIMITED. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    completeDeal: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description The version you saw. Another one is refused (409); leave it out to go by the state alone. */
                    version?: number;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandOverOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, DEALS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description DEALS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, DEALS.WRONG_STATE, DEALS.STALE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acceptDeal: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptDeal"];
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, DEALS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description DEALS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, DEALS.WRONG_STATE, DEALS.STALE, DEALS.STALE_TERMS, DEALS.UNITS_TAKEN. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    counterDeal: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CounterDeal"];
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID, DEALS.PRICE_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, DEALS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of DEALS.NOT_FOUND, DEALS.SWAP_LISTING_NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, DEALS.WRONG_STATE, DEALS.STALE, DEALS.STALE_TERMS, DEALS.PROPOSALS_FULL, DEALS.SWAP_LISTING_CLOSED. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of DEALS.TOO_MANY_UNITS, DEALS.SWAP_TOO_MANY_UNITS, DEALS.LOAN_TOO_LONG. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    undoAcceptDeal: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UndoAcceptDeal"];
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, DEALS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description DEALS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, DEALS.WRONG_STATE, DEALS.STALE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    agreeDealChange: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description The version you saw. Another one is refused (409); leave it out to go by the state alone. */
                    version?: number;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, DEALS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description DEALS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, DEALS.WRONG_STATE, DEALS.STALE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    agreeDealTime: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgreeDealTime"];
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID, DEALS.WINDOW_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, DEALS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description DEALS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, DEALS.WRONG_STATE, DEALS.STALE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    quoteDeal: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewQuote"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID, DEALS.PRICE_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, DEALS.NOT_ALLOWED, DEALS.RESTRICTED_NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description DEALS.LISTING_NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, DEALS.LISTING_CLOSED, DEALS.ALREADY_REQUESTED. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of DEALS.OWN_LISTING, DEALS.TOO_MANY_UNITS, DEALS.NOT_A_BUYER. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description DEALS.MESSAGE_RATE_LIMITED. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    extendLoan: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExtendLoan"];
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, DEALS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description DEALS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, DEALS.WRONG_STATE, DEALS.STALE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description DEALS.LOAN_TOO_LONG. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    handBackDeal: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description The version you saw. Another one is refused (409); leave it out to go by the state alone. */
                    version?: number;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, DEALS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description DEALS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, DEALS.WRONG_STATE, DEALS.STALE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirmReturn: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description The version you saw. Another one is refused (409); leave it out to go by the state alone. */
                    version?: number;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, DEALS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description DEALS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, DEALS.WRONG_STATE, DEALS.STALE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reportLost: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description The version you saw. Another one is refused (409); leave it out to go by the state alone. */
                    version?: number;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, DEALS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description DEALS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, DEALS.WRONG_STATE, DEALS.STALE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    receiveDeal: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReceiveDeal"];
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, DEALS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description DEALS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, DEALS.WRONG_STATE, DEALS.STALE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of DEALS.WEIGHT_NEEDED, DEALS.MOVED_TOO_MANY, DEALS.AMOUNT_TOO_LARGE. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    inspectDeal: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InspectDeal"];
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, DEALS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description DEALS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, DEALS.WRONG_STATE, DEALS.STALE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description DEALS.REASONS_NEEDED. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acceptRequote: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description The version you saw. Another one is refused (409); leave it out to go by the state alone. */
                    version?: number;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, DEALS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description DEALS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, DEALS.WRONG_STATE, DEALS.STALE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refuseRequote: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description The version you saw. Another one is refused (409); leave it out to go by the state alone. */
                    version?: number;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, DEALS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description DEALS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, DEALS.WRONG_STATE, DEALS.STALE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    disputeDeal: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisputeDeal"];
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, DEALS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description DEALS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, DEALS.WRONG_STATE, DEALS.STALE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    contestDeal: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisputeDeal"];
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, DEALS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description DEALS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, DEALS.WRONG_STATE, DEALS.STALE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMessages: {
        parameters: {
            query?: {
                /** @description The last number you have. */
                after?: number;
            };
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagePage"];
                };
            };
            /** @description HTTP.INPUT_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description MESSAGING.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sendMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMessage"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID, MESSAGING.INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, MESSAGING.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description MESSAGING.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description HTTP.KEY_REUSED. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description MESSAGING.BLOCKED. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of MESSAGING.RATE_LIMITED, MESSAGING.NEW_ACCOUNT_RATE_LIMITED. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listBookings: {
        parameters: {
            query?: {
                side?: "resident" | "staff";
                /** @description `open`: confirmed, held, here or weighed. */
                status?: "open" | "past" | "all";
                /** @description `nextCursor` of the page before; opaque, and good only with the same parameters. */
                cursor?: string;
                /** @description Rows of a page, 24 unless said otherwise. */
                limit?: number;
            };
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingPage"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, API.CURSOR_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, PICKUPS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bookSlot: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewBooking"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, PICKUPS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description PICKUPS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, PICKUPS.FULL, PICKUPS.SLOT_CLOSED, PICKUPS.TOO_LATE, PICKUPS.ALREADY_BOOKED. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of PICKUPS.MATERIAL_REFUSED, PICKUPS.NOT_LICENSED, PICKUPS.OUTSIDE_AREA, PICKUPS.VISIT_TOO_LARGE. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBooking: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booking"];
                };
            };
            /** @description HTTP.INPUT_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, PICKUPS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description PICKUPS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelBooking: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description The version you saw. Another one is refused (409); leave it out to go by the state alone. */
                    version?: number;
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, PICKUPS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description PICKUPS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, PICKUPS.WRONG_STATE, PICKUPS.STALE, PICKUPS.TOO_LATE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description PICKUPS.REASON_NEEDED. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rescheduleBooking: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RescheduleBooking"];
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, PICKUPS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description PICKUPS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, PICKUPS.WRONG_STATE, PICKUPS.STALE, PICKUPS.TOO_LATE, PICKUPS.FULL, PICKUPS.SLOT_CLOSED, PICKUPS.ALREADY_BOOKED. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of PICKUPS.SAME_SLOT, PICKUPS.MATERIAL_REFUSED, PICKUPS.NOT_LICENSED. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWaiting: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitingList"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    joinLine: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWaiting"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitingOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, PICKUPS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description PICKUPS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, PICKUPS.SLOT_CLOSED, PICKUPS.TOO_LATE, PICKUPS.NOT_FULL, PICKUPS.ALREADY_BOOKED. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of PICKUPS.MATERIAL_REFUSED, PICKUPS.NOT_LICENSED, PICKUPS.LOAD_TOO_LARGE. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    leaveLine: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description The version you saw. Another one is refused (409); leave it out to go by the state alone. */
                    version?: number;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitingOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, PICKUPS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description PICKUPS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, PICKUPS.WRONG_STATE, PICKUPS.STALE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkInBooking: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description The version you saw. Another one is refused (409); leave it out to go by the state alone. */
                    version?: number;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, PICKUPS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description PICKUPS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, PICKUPS.WRONG_STATE, PICKUPS.STALE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description PICKUPS.TOO_EARLY. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    weighBooking: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Weighing"];
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID, PICKUPS.WEIGHT_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, PICKUPS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description PICKUPS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, PICKUPS.WRONG_STATE, PICKUPS.STALE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of PICKUPS.MATERIAL_REFUSED, PICKUPS.NOT_LICENSED, PICKUPS.REASON_NEEDED. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    completeBooking: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description The version you saw. Another one is refused (409); leave it out to go by the state alone. */
                    version?: number;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitCompleted"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, PICKUPS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description PICKUPS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, PICKUPS.WRONG_STATE, PICKUPS.STALE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description PICKUPS.NOT_WEIGHED. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    registerWalkIn: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWalkIn"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, PICKUPS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of PICKUPS.NOT_FOUND, PICKUPS.PASS_NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, PICKUPS.ALREADY_BOOKED, PICKUPS.FULL, PICKUPS.STALE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refuseLoad: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRefusal"];
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, PICKUPS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description PICKUPS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, PICKUPS.WRONG_STATE, PICKUPS.STALE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    markNoShow: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description The version you saw. Another one is refused (409); leave it out to go by the state alone. */
                    version?: number;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, PICKUPS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description PICKUPS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, PICKUPS.WRONG_STATE, PICKUPS.STALE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description PICKUPS.TOO_EARLY. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reportMissed: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description The version you saw. Another one is refused (409); leave it out to go by the state alone. */
                    version?: number;
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, PICKUPS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description PICKUPS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, PICKUPS.WRONG_STATE, PICKUPS.STALE, PICKUPS.TOO_LATE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description PICKUPS.TOO_EARLY. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    contestMark: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The mark's version you saw. Another one is refused (409); leave it out to go by the state alone. */
                    version?: number;
                    /** @description What happened instead. */
                    words: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MarkOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, PICKUPS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description PICKUPS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, PICKUPS.WRONG_STATE, PICKUPS.STALE, PICKUPS.TOO_LATE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdrawMark: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description The mark's version you saw. Another one is refused (409); leave it out to go by the state alone. */
                    version?: number;
                    /** @default  */
                    words?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MarkOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, PICKUPS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description PICKUPS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, PICKUPS.WRONG_STATE, PICKUPS.STALE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLotEpcis: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EpcisDocument"];
                };
            };
            /** @description HTTP.INPUT_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, CUSTODY.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description CUSTODY.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPointEpcis: {
        parameters: {
            query?: {
                /** @description YYYY-MM in the point's time zone; the present one unless said otherwise. */
                month?: string;
            };
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EpcisDocument"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, CUSTODY.MONTH_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, CUSTODY.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description CUSTODY.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sendDeviceReadings: {
        parameters: {
            query?: never;
            header: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description RFC 9530, of the body: `sha-256` or `sha-512`. */
                "Content-Digest": string;
                /** @description RFC 9421: what is signed, when, by which key. */
                "Signature-Input": string;
                /** @description RFC 9421: the Ed25519 signature. */
                Signature: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    readings: (components["schemas"]["DeviceReading"] | components["schemas"]["UnreadableReading"])[];
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceReadingOutcomes"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, DEVICES.DIGEST_WRONG. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of DEVICES.SIGNATURE_MISSING, DEVICES.SIGNATURE_INCOMPLETE, DEVICES.SIGNATURE_WRONG, DEVICES.KEY_UNKNOWN, DEVICES.CLOCK_OFF. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description DEVICES.KEY_REVOKED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description DEVICES.NONCE_USED. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sendDeviceState: {
        parameters: {
            query?: never;
            header: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description RFC 9530, of the body: `sha-256` or `sha-512`. */
                "Content-Digest": string;
                /** @description RFC 9421: what is signed, when, by which key. */
                "Signature-Input": string;
                /** @description RFC 9421: the Ed25519 signature. */
                Signature: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: uuid
                     * @description Made by the device, new for every report.
                     */
                    id: string;
                    /**
                     * @description The queue, or the containers of a group of materials.
                     * @enum {string}
                     */
                    subject: "queue" | "glass" | "paper" | "plastic" | "metal" | "textiles" | "e_waste" | "lamps" | "batteries" | "oils_hazardous" | "organic" | "wood_construction" | "reuse" | "other";
                    /** @description Of a queue 0 none, 1 short, 2 long; of containers quarters, 0 empty to 4 full. */
                    level: number;
                    /**
                     * @description Of a queue: how long one waits.
                     * @default null
                     */
                    minutes?: number | null;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceStateTaken"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, DEVICES.DIGEST_WRONG. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of DEVICES.SIGNATURE_MISSING, DEVICES.SIGNATURE_INCOMPLETE, DEVICES.SIGNATURE_WRONG, DEVICES.KEY_UNKNOWN, DEVICES.CLOCK_OFF. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description DEVICES.KEY_REVOKED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description POINTS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of DEVICES.NONCE_USED, POINTS.KEY_REUSED. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listErasures: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before; opaque, and good only with the same parameters. */
                cursor?: string;
            };
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasurePage"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, API.CURSOR_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    chooseErasure: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewErasure"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, ERASURE.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ERASURE.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, ERASURE.HANDED_OVER_WRONG_STATE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of ERASURE.HOLDS_NO_DATA, ERASURE.TOO_MANY. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdrawErasure: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WithdrawErasure"];
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, ERASURE.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ERASURE.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, ERASURE.HANDED_OVER_WRONG_STATE, ERASURE.WRONG_STATE, ERASURE.STALE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkCertificate: {
        parameters: {
            query: {
                /** @description As it stands on the certificate. */
                number: string;
                /** @description The check characters, or the whole SHA-256 of its text. */
                check: string;
            };
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CertificateCheck"];
                };
            };
            /** @description HTTP.INPUT_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPassports: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before; opaque, and good only with the same parameters. */
                cursor?: string;
            };
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PassportPage"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, API.CURSOR_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPassport: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatteryPassport"];
                };
            };
            /** @description HTTP.INPUT_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description PASSPORTS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addPassportReading: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPassportReading"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PassportReadingOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID, PASSPORTS.DATE_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, PASSPORTS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description PASSPORTS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, PASSPORTS.WRONG_STATE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHeldBoxes: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeldBoxes"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    declareReturn: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewReturn"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReturnOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, PACKAGING.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description PACKAGING.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description HTTP.KEY_REUSED. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description PACKAGING.NOTHING_DECLARED. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReturn: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BoxReturn"];
                };
            };
            /** @description HTTP.INPUT_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description PACKAGING.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    countReturn: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BoxCount"];
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReturnOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, PACKAGING.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description PACKAGING.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, PACKAGING.CODES_WRONG_STATE, PACKAGING.WRONG_STATE, PACKAGING.STALE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of PACKAGING.NOTHING_COUNTED, PACKAGING.CODES_UNKNOWN. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdrawReturn: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WithdrawReturn"];
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReturnOutcome"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, PACKAGING.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description PACKAGING.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, PACKAGING.WRONG_STATE, PACKAGING.STALE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTakebackProgrammes: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TakebackProgrammes"];
                };
            };
            /** @description HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTakebackProgramme: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TakebackFigures"];
                };
            };
            /** @description HTTP.INPUT_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TAKEBACK.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTargets: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Targets"];
                };
            };
            /** @description HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addBookingPhotos: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /**
                     * @description Which of the booking's pieces they show; without it, all that stands there.
                     * @default null
                     */
                    goods?: ("fridge" | "washing_machine" | "air_conditioner" | "oven" | "television" | "desktop_computer" | "printer" | "microwave" | "vacuum_cleaner" | "sofa" | "bed" | "wardrobe" | "wooden_table" | "wooden_chair" | "shelf" | "other_furniture" | "bicycle") | null;
                    /** @description JPEG, PNG, WebP or AVIF, each up to 12 MB; this part once for each photo. */
                    photo: string[];
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoorPhotos"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, PICKUPS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description PICKUPS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, PICKUPS.WRONG_STATE, PICKUPS.PHOTOS_FULL. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description PICKUPS.NO_SUCH_PIECE. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAreas: {
        parameters: {
            query: {
                /** @description Degrees, WGS 84. */
                lat: number;
                /** @description Degrees, WGS 84. */
                lon: number;
                /** @description Repeat it for several; every one must be taken. */
                material?: components["schemas"]["MaterialCode"][];
            };
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceAreas"];
                };
            };
            /** @description HTTP.INPUT_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listHomeSlots: {
        parameters: {
            query: {
                /** @description Degrees, WGS 84. */
                lat: number;
                /** @description Degrees, WGS 84. */
                lon: number;
                /** @description Now, unless said otherwise. */
                from?: string;
                days?: number;
                /** @description What shall be picked up. */
                massGrams?: number;
            };
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HomeSlots"];
                };
            };
            /** @description HTTP.INPUT_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description PICKUPS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPriceBoard: {
        parameters: {
            query?: {
                /** @description Today at the recycler, unless said otherwise. */
                day?: string;
                material?: components["schemas"]["MaterialCode"];
            };
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriceBoard"];
                };
            };
            /** @description HTTP.INPUT_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description PRICES.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getImpactTotals: {
        parameters: {
            query?: {
                /** @description `mine` is the token's party and needs a token; `community` needs `community`, `region` needs `region`. */
                scope?: "platform" | "community" | "mine" | "region";
                /** @description A community's slug. */
                community?: string;
                /** @description ISO 3166-1 alpha-2 of the place of the hand-over; `ZZ` where it is not known. */
                region?: string;
                /** @description `all`, or a month as YYYY-MM. */
                period?: string;
            };
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImpactTotals"];
                };
            };
            /** @description HTTP.INPUT_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.TOKEN_SIGN_IN, HTTP.SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description COMMUNITIES.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.COMMUNITY_NEEDED, API.REGION_NEEDED. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listImpactEntries: {
        parameters: {
            query?: {
                /** @description `mine` is the token's party and needs a token; `community` needs `community`. */
                scope?: "platform" | "community" | "mine";
                /** @description A community's slug. */
                community?: string;
                /** @description `all`, or a month as YYYY-MM. */
                period?: string;
                /** @description `nextCursor` of the page before; opaque, and good only with the same parameters. */
                cursor?: string;
                /** @description Rows of a page, 24 unless said otherwise. */
                limit?: number;
            };
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryPage"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, API.CURSOR_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.TOKEN_SIGN_IN, HTTP.SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description COMMUNITIES.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.COMMUNITY_NEEDED. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getImpactEntry: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Entry"];
                };
            };
            /** @description HTTP.INPUT_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.ENTRY_NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFactors: {
        parameters: {
            query?: {
                /** @description A set and its edition. */
                edition?: string;
                /** @description Part of a publisher's name. */
                q?: string;
                /** @description `nextCursor` of the page before; opaque, and good only with the same parameters. */
                cursor?: string;
                /** @description Rows of a page, 50 unless said otherwise. */
                limit?: number;
            };
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FactorPage"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, API.CURSOR_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFactor: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path: {
                edition: string;
                name: string;
                practice: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FactorWithSource"];
                };
            };
            /** @description HTTP.INPUT_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.FACTOR_NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCheckpoints: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before; opaque, and good only with the same parameters. */
                cursor?: string;
                /** @description Rows of a page, 24 unless said otherwise. */
                limit?: number;
            };
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckpointPage"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, API.CURSOR_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLatestCheckpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Checkpoint"];
                };
            };
            /** @description HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.CHECKPOINT_NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listLedgerKeys: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerKeys"];
                };
            };
            /** @description HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    proveEntry: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryProof"];
                };
            };
            /** @description HTTP.INPUT_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.ENTRY_NOT_FOUND, API.PROOF_NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    proveConsistency: {
        parameters: {
            query: {
                /** @description A size you kept, at least 1. */
                from: number;
                to?: number;
            };
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsistencyProof"];
                };
            };
            /** @description HTTP.INPUT_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.CHECKPOINT_NOT_FOUND, API.SIZES_NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    streamImpactEntries: {
        parameters: {
            query?: {
                from?: number;
            };
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Lines of JSON, each as the schema says, until there are no more. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": components["schemas"]["LoggedEntry"];
                };
            };
            /** @description HTTP.INPUT_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    streamLedgerLog: {
        parameters: {
            query?: {
                from?: number;
                to?: number;
            };
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Lines of JSON, each as the schema says, until there are no more. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": components["schemas"]["LogLine"];
                };
            };
            /** @description HTTP.INPUT_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCommunityLeaderboard: {
        parameters: {
            query?: {
                /** @description Who is ranked; of recyclers, `community` names the recycler. */
                scope?: "communities" | "recyclers";
                /** @description In all, per head of today's members, of reuse, of recycling, or against the period before. Recyclers have no heads, and all time has no period before: such boards are empty. */
                metric?: "total" | "per_head" | "reuse" | "recycling" | "improvement";
                /** @description `all`, an ISO week as YYYY-Www, a month as YYYY-MM, or a season (a quarter of the calendar) as YYYY-Qn. */
                period?: string;
                /** @description `nextCursor` of the page before; opaque, and good only with the same parameters. */
                cursor?: string;
                /** @description Rows of a page, 25 unless said otherwise. */
                limit?: number;
            };
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Leaderboard"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, API.CURSOR_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCommunities: {
        parameters: {
            query?: {
                /** @description Words of a name or place. */
                q?: string;
                /** @description `nextCursor` of the page before; opaque, and good only with the same parameters. */
                cursor?: string;
                /** @description Rows of a page, 24 unless said otherwise. */
                limit?: number;
            };
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommunityPage"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, API.CURSOR_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCommunity: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Community"];
                };
            };
            /** @description HTTP.INPUT_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description COMMUNITIES.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCommunityPosts: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before; opaque, and good only with the same parameters. */
                cursor?: string;
                /** @description Rows of a page, 20 unless said otherwise. */
                limit?: number;
            };
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommunityPostPage"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, API.CURSOR_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description COMMUNITIES.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listNetworks: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before; opaque, and good only with the same parameters. */
                cursor?: string;
                /** @description Rows of a page, 50 unless said otherwise. */
                limit?: number;
            };
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NetworkPage"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, API.CURSOR_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getNetwork: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NetworkFigures"];
                };
            };
            /** @description HTTP.INPUT_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NETWORKS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCommunityMembers: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommunityMembers"];
                };
            };
            /** @description HTTP.INPUT_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, COMMUNITIES.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description COMMUNITIES.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    joinCommunity: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description Which rules were read. */
                    rulesVersion?: number;
                    /** @description A few words for the managers who answer. */
                    text?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommunityJoined"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, COMMUNITIES.INVITE_NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description COMMUNITIES.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, COMMUNITIES.ALREADY_MEMBER. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description COMMUNITIES.RULES_UNCONFIRMED. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    leaveCommunity: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommunityLeft"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of COMMUNITIES.NOT_FOUND, COMMUNITIES.MEMBER_NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description HTTP.KEY_REUSED. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description COMMUNITIES.LAST_OWNER. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acceptCommunityRequest: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                slug: string;
                /** @description Opaque; UUID version 7 for what was made here. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description The version you saw. Another one is refused (409); leave it out to go by the state alone. */
                    version?: number;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MembershipDone"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, COMMUNITIES.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description COMMUNITIES.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, COMMUNITIES.STALE, COMMUNITIES.REQUEST_WRONG_STATE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    declineCommunityRequest: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                slug: string;
                /** @description Opaque; UUID version 7 for what was made here. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description The version you saw. Another one is refused (409); leave it out to go by the state alone. */
                    version?: number;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MembershipDone"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, COMMUNITIES.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description COMMUNITIES.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, COMMUNITIES.STALE, COMMUNITIES.REQUEST_WRONG_STATE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeCommunityMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                slug: string;
                /** @description Opaque; UUID version 7 for what was made here. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The version you saw. Another one is refused (409); leave it out to go by the state alone. */
                    version?: number;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MembershipDone"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, COMMUNITIES.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of COMMUNITIES.NOT_FOUND, COMMUNITIES.MEMBER_NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, COMMUNITIES.STALE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of COMMUNITIES.LAST_OWNER, COMMUNITIES.REASON_MISSING. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listReports: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before; opaque, and good only with the same parameters. */
                cursor?: string;
                /** @description Rows of a page, 20 unless said otherwise. */
                limit?: number;
            };
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportPage"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, API.CURSOR_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sendReport: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewReport"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportSent"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, TRUST.OWN_CONTENT_NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TRUST.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, TRUST.ALREADY_REPORTED. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TRUST.RATE_LIMITED. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTransparency: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transparency"];
                };
            };
            /** @description HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listNotifications: {
        parameters: {
            query?: {
                /** @description Only what holds something unread. */
                unread?: boolean;
                /** @description Rows of a page, 30 unless said otherwise. */
                limit?: number;
                /** @description `nextCursor` of the page before; opaque, and good only with the same parameters. */
                cursor?: string;
            };
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationPage"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, API.CURSOR_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readNotifications: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReadNotifications"];
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationsRead"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.SCOPE_MISSING. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOTIFICATIONS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description HTTP.KEY_REUSED. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhooks: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookList"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, WEBHOOKS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description Rows of a page, 30 unless said otherwise. */
                limit?: number;
                /** @description `nextCursor` of the page before; opaque, and good only with the same parameters. */
                cursor?: string;
            };
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryPage"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, API.CURSOR_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, WEBHOOKS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description WEBHOOKS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    switchWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SwitchWebhook"];
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, WEBHOOKS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description WEBHOOKS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, WEBHOOKS.STALE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replayWebhookDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description `en` or `zh-CN`, for sentences. Without it, the language of the token's owner. */
                "Accept-Language"?: string;
                /** @description A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409). */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque; UUID version 7 for what was made here. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplayWebhookDelivery"];
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookReplay"];
                };
            };
            /** @description One of HTTP.INPUT_INVALID, HTTP.BODY_INVALID, HTTP.KEY_INVALID. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.SIGN_IN, HTTP.TOKEN_SIGN_IN. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of API.SCOPE_MISSING, WEBHOOKS.NOT_ALLOWED. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description WEBHOOKS.NOT_FOUND. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One of HTTP.KEY_REUSED, WEBHOOKS.WRONG_STATE, WEBHOOKS.STALE. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.BODY_TOO_LARGE. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description API.MEDIA_TYPE. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "on:listings.changed": {
        parameters: {
            query?: never;
            header: {
                /** @description The same for every try of an event at an address: what came before need not be done again. */
                "webhook-id": string;
                /** @description Seconds since 1970, of this try. */
                "webhook-timestamp": string;
                /** @description `v1,` and the Base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`; the key is what the secret's Base64 after `whsec_` holds. Standard Webhooks. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "listings.changed";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        listingId: string;
                    };
                };
            };
        };
        responses: {
            /** @description Gone: the address is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on:listings.expiring": {
        parameters: {
            query?: never;
            header: {
                /** @description The same for every try of an event at an address: what came before need not be done again. */
                "webhook-id": string;
                /** @description Seconds since 1970, of this try. */
                "webhook-timestamp": string;
                /** @description `v1,` and the Base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`; the key is what the secret's Base64 after `whsec_` holds. Standard Webhooks. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "listings.expiring";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        listingId: string;
                    };
                };
            };
        };
        responses: {
            /** @description Gone: the address is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on:listings.expired": {
        parameters: {
            query?: never;
            header: {
                /** @description The same for every try of an event at an address: what came before need not be done again. */
                "webhook-id": string;
                /** @description Seconds since 1970, of this try. */
                "webhook-timestamp": string;
                /** @description `v1,` and the Base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`; the key is what the secret's Base64 after `whsec_` holds. Standard Webhooks. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "listings.expired";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        listingId: string;
                    };
                };
            };
        };
        responses: {
            /** @description Gone: the address is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on:deals.requested": {
        parameters: {
            query?: never;
            header: {
                /** @description The same for every try of an event at an address: what came before need not be done again. */
                "webhook-id": string;
                /** @description Seconds since 1970, of this try. */
                "webhook-timestamp": string;
                /** @description `v1,` and the Base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`; the key is what the secret's Base64 after `whsec_` holds. Standard Webhooks. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "deals.requested";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        dealId: string;
                    };
                };
            };
        };
        responses: {
            /** @description Gone: the address is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on:deals.accepted": {
        parameters: {
            query?: never;
            header: {
                /** @description The same for every try of an event at an address: what came before need not be done again. */
                "webhook-id": string;
                /** @description Seconds since 1970, of this try. */
                "webhook-timestamp": string;
                /** @description `v1,` and the Base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`; the key is what the secret's Base64 after `whsec_` holds. Standard Webhooks. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "deals.accepted";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        dealId: string;
                    };
                };
            };
        };
        responses: {
            /** @description Gone: the address is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on:deals.countered": {
        parameters: {
            query?: never;
            header: {
                /** @description The same for every try of an event at an address: what came before need not be done again. */
                "webhook-id": string;
                /** @description Seconds since 1970, of this try. */
                "webhook-timestamp": string;
                /** @description `v1,` and the Base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`; the key is what the secret's Base64 after `whsec_` holds. Standard Webhooks. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "deals.countered";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        dealId: string;
                        number: number;
                        bySide?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Gone: the address is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on:deals.declined": {
        parameters: {
            query?: never;
            header: {
                /** @description The same for every try of an event at an address: what came before need not be done again. */
                "webhook-id": string;
                /** @description Seconds since 1970, of this try. */
                "webhook-timestamp": string;
                /** @description `v1,` and the Base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`; the key is what the secret's Base64 after `whsec_` holds. Standard Webhooks. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "deals.declined";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        dealId: string;
                    };
                };
            };
        };
        responses: {
            /** @description Gone: the address is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on:deals.cancelled": {
        parameters: {
            query?: never;
            header: {
                /** @description The same for every try of an event at an address: what came before need not be done again. */
                "webhook-id": string;
                /** @description Seconds since 1970, of this try. */
                "webhook-timestamp": string;
                /** @description `v1,` and the Base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`; the key is what the secret's Base64 after `whsec_` holds. Standard Webhooks. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "deals.cancelled";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        dealId: string;
                        bySide?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Gone: the address is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on:deals.expired": {
        parameters: {
            query?: never;
            header: {
                /** @description The same for every try of an event at an address: what came before need not be done again. */
                "webhook-id": string;
                /** @description Seconds since 1970, of this try. */
                "webhook-timestamp": string;
                /** @description `v1,` and the Base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`; the key is what the secret's Base64 after `whsec_` holds. Standard Webhooks. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "deals.expired";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        dealId: string;
                    };
                };
            };
        };
        responses: {
            /** @description Gone: the address is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on:deals.scheduled": {
        parameters: {
            query?: never;
            header: {
                /** @description The same for every try of an event at an address: what came before need not be done again. */
                "webhook-id": string;
                /** @description Seconds since 1970, of this try. */
                "webhook-timestamp": string;
                /** @description `v1,` and the Base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`; the key is what the secret's Base64 after `whsec_` holds. Standard Webhooks. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "deals.scheduled";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        dealId: string;
                    };
                };
            };
        };
        responses: {
            /** @description Gone: the address is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on:deals.time-agreed": {
        parameters: {
            query?: never;
            header: {
                /** @description The same for every try of an event at an address: what came before need not be done again. */
                "webhook-id": string;
                /** @description Seconds since 1970, of this try. */
                "webhook-timestamp": string;
                /** @description `v1,` and the Base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`; the key is what the secret's Base64 after `whsec_` holds. Standard Webhooks. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "deals.time-agreed";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        dealId: string;
                    };
                };
            };
        };
        responses: {
            /** @description Gone: the address is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on:deals.handed-over": {
        parameters: {
            query?: never;
            header: {
                /** @description The same for every try of an event at an address: what came before need not be done again. */
                "webhook-id": string;
                /** @description Seconds since 1970, of this try. */
                "webhook-timestamp": string;
                /** @description `v1,` and the Base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`; the key is what the secret's Base64 after `whsec_` holds. Standard Webhooks. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "deals.handed-over";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        dealId: string;
                    };
                };
            };
        };
        responses: {
            /** @description Gone: the address is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on:deals.completed": {
        parameters: {
            query?: never;
            header: {
                /** @description The same for every try of an event at an address: what came before need not be done again. */
                "webhook-id": string;
                /** @description Seconds since 1970, of this try. */
                "webhook-timestamp": string;
                /** @description `v1,` and the Base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`; the key is what the secret's Base64 after `whsec_` holds. Standard Webhooks. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "deals.completed";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        dealId: string;
                    };
                };
            };
        };
        responses: {
            /** @description Gone: the address is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on:deals.disputed": {
        parameters: {
            query?: never;
            header: {
                /** @description The same for every try of an event at an address: what came before need not be done again. */
                "webhook-id": string;
                /** @description Seconds since 1970, of this try. */
                "webhook-timestamp": string;
                /** @description `v1,` and the Base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`; the key is what the secret's Base64 after `whsec_` holds. Standard Webhooks. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "deals.disputed";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        dealId: string;
                    };
                };
            };
        };
        responses: {
            /** @description Gone: the address is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on:deals.resolved": {
        parameters: {
            query?: never;
            header: {
                /** @description The same for every try of an event at an address: what came before need not be done again. */
                "webhook-id": string;
                /** @description Seconds since 1970, of this try. */
                "webhook-timestamp": string;
                /** @description `v1,` and the Base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`; the key is what the secret's Base64 after `whsec_` holds. Standard Webhooks. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "deals.resolved";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        dealId: string;
                    };
                };
            };
        };
        responses: {
            /** @description Gone: the address is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on:pickups.booked": {
        parameters: {
            query?: never;
            header: {
                /** @description The same for every try of an event at an address: what came before need not be done again. */
                "webhook-id": string;
                /** @description Seconds since 1970, of this try. */
                "webhook-timestamp": string;
                /** @description `v1,` and the Base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`; the key is what the secret's Base64 after `whsec_` holds. Standard Webhooks. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "pickups.booked";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        bookingId: string;
                    };
                };
            };
        };
        responses: {
            /** @description Gone: the address is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on:pickups.rescheduled": {
        parameters: {
            query?: never;
            header: {
                /** @description The same for every try of an event at an address: what came before need not be done again. */
                "webhook-id": string;
                /** @description Seconds since 1970, of this try. */
                "webhook-timestamp": string;
                /** @description `v1,` and the Base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`; the key is what the secret's Base64 after `whsec_` holds. Standard Webhooks. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "pickups.rescheduled";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        bookingId: string;
                        fromBookingId: string;
                    };
                };
            };
        };
        responses: {
            /** @description Gone: the address is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on:pickups.cancelled": {
        parameters: {
            query?: never;
            header: {
                /** @description The same for every try of an event at an address: what came before need not be done again. */
                "webhook-id": string;
                /** @description Seconds since 1970, of this try. */
                "webhook-timestamp": string;
                /** @description `v1,` and the Base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`; the key is what the secret's Base64 after `whsec_` holds. Standard Webhooks. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "pickups.cancelled";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        bookingId: string;
                    };
                };
            };
        };
        responses: {
            /** @description Gone: the address is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on:pickups.checked-in": {
        parameters: {
            query?: never;
            header: {
                /** @description The same for every try of an event at an address: what came before need not be done again. */
                "webhook-id": string;
                /** @description Seconds since 1970, of this try. */
                "webhook-timestamp": string;
                /** @description `v1,` and the Base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`; the key is what the secret's Base64 after `whsec_` holds. Standard Webhooks. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "pickups.checked-in";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        bookingId: string;
                    };
                };
            };
        };
        responses: {
            /** @description Gone: the address is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on:pickups.weighed": {
        parameters: {
            query?: never;
            header: {
                /** @description The same for every try of an event at an address: what came before need not be done again. */
                "webhook-id": string;
                /** @description Seconds since 1970, of this try. */
                "webhook-timestamp": string;
                /** @description `v1,` and the Base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`; the key is what the secret's Base64 after `whsec_` holds. Standard Webhooks. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "pickups.weighed";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        bookingId: string;
                    };
                };
            };
        };
        responses: {
            /** @description Gone: the address is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on:pickups.completed": {
        parameters: {
            query?: never;
            header: {
                /** @description The same for every try of an event at an address: what came before need not be done again. */
                "webhook-id": string;
                /** @description Seconds since 1970, of this try. */
                "webhook-timestamp": string;
                /** @description `v1,` and the Base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`; the key is what the secret's Base64 after `whsec_` holds. Standard Webhooks. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "pickups.completed";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        bookingId: string;
                    };
                };
            };
        };
        responses: {
            /** @description Gone: the address is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on:pickups.no-show": {
        parameters: {
            query?: never;
            header: {
                /** @description The same for every try of an event at an address: what came before need not be done again. */
                "webhook-id": string;
                /** @description Seconds since 1970, of this try. */
                "webhook-timestamp": string;
                /** @description `v1,` and the Base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`; the key is what the secret's Base64 after `whsec_` holds. Standard Webhooks. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "pickups.no-show";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        bookingId: string;
                    };
                };
            };
        };
        responses: {
            /** @description Gone: the address is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on:pickups.rejected": {
        parameters: {
            query?: never;
            header: {
                /** @description The same for every try of an event at an address: what came before need not be done again. */
                "webhook-id": string;
                /** @description Seconds since 1970, of this try. */
                "webhook-timestamp": string;
                /** @description `v1,` and the Base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`; the key is what the secret's Base64 after `whsec_` holds. Standard Webhooks. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "pickups.rejected";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        bookingId: string;
                    };
                };
            };
        };
        responses: {
            /** @description Gone: the address is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on:points.changed": {
        parameters: {
            query?: never;
            header: {
                /** @description The same for every try of an event at an address: what came before need not be done again. */
                "webhook-id": string;
                /** @description Seconds since 1970, of this try. */
                "webhook-timestamp": string;
                /** @description `v1,` and the Base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`; the key is what the secret's Base64 after `whsec_` holds. Standard Webhooks. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "points.changed";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        pointId: string;
                    };
                };
            };
        };
        responses: {
            /** @description Gone: the address is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on:prices.changed": {
        parameters: {
            query?: never;
            header: {
                /** @description The same for every try of an event at an address: what came before need not be done again. */
                "webhook-id": string;
                /** @description Seconds since 1970, of this try. */
                "webhook-timestamp": string;
                /** @description `v1,` and the Base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`; the key is what the secret's Base64 after `whsec_` holds. Standard Webhooks. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "prices.changed";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        material: string;
                    };
                };
            };
        };
        responses: {
            /** @description Gone: the address is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on:custody.sent": {
        parameters: {
            query?: never;
            header: {
                /** @description The same for every try of an event at an address: what came before need not be done again. */
                "webhook-id": string;
                /** @description Seconds since 1970, of this try. */
                "webhook-timestamp": string;
                /** @description `v1,` and the Base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`; the key is what the secret's Base64 after `whsec_` holds. Standard Webhooks. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "custody.sent";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        consignmentId: string;
                    };
                };
            };
        };
        responses: {
            /** @description Gone: the address is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on:custody.received": {
        parameters: {
            query?: never;
            header: {
                /** @description The same for every try of an event at an address: what came before need not be done again. */
                "webhook-id": string;
                /** @description Seconds since 1970, of this try. */
                "webhook-timestamp": string;
                /** @description `v1,` and the Base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`; the key is what the secret's Base64 after `whsec_` holds. Standard Webhooks. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "custody.received";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        consignmentId: string;
                    };
                };
            };
        };
        responses: {
            /** @description Gone: the address is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on:custody.refused": {
        parameters: {
            query?: never;
            header: {
                /** @description The same for every try of an event at an address: what came before need not be done again. */
                "webhook-id": string;
                /** @description Seconds since 1970, of this try. */
                "webhook-timestamp": string;
                /** @description `v1,` and the Base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`; the key is what the secret's Base64 after `whsec_` holds. Standard Webhooks. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "custody.refused";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        consignmentId: string;
                    };
                };
            };
        };
        responses: {
            /** @description Gone: the address is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on:custody.returned": {
        parameters: {
            query?: never;
            header: {
                /** @description The same for every try of an event at an address: what came before need not be done again. */
                "webhook-id": string;
                /** @description Seconds since 1970, of this try. */
                "webhook-timestamp": string;
                /** @description `v1,` and the Base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`; the key is what the secret's Base64 after `whsec_` holds. Standard Webhooks. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "custody.returned";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        consignmentId: string;
                    };
                };
            };
        };
        responses: {
            /** @description Gone: the address is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on:rounds.published": {
        parameters: {
            query?: never;
            header: {
                /** @description The same for every try of an event at an address: what came before need not be done again. */
                "webhook-id": string;
                /** @description Seconds since 1970, of this try. */
                "webhook-timestamp": string;
                /** @description `v1,` and the Base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`; the key is what the secret's Base64 after `whsec_` holds. Standard Webhooks. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "rounds.published";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        roundId: string;
                    };
                };
            };
        };
        responses: {
            /** @description Gone: the address is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}

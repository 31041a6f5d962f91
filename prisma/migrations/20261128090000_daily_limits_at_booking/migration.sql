-- A point's limits for one day bind whoever takes a place, in whichever of its times that day.

-- The times that count together with one: those of its point and local date where the point has a limit, else only itself.
CREATE FUNCTION slots_counted_with(wanted text) RETURNS SETOF text
LANGUAGE sql STABLE AS $$
  SELECT o.id
  FROM slot s JOIN recycling_point p ON p.id = s.point_id
  CROSS JOIN LATERAL (SELECT date_trunc('day', s.starts_at AT TIME ZONE p.time_zone) AS midnight) AS day
  JOIN slot o ON o.point_id = s.point_id AND o.kind <> 'home'
    AND o.starts_at >= day.midnight AT TIME ZONE p.time_zone AND o.starts_at < (day.midnight + interval '1 day') AT TIME ZONE p.time_zone
  WHERE s.id = wanted AND s.kind <> 'home' AND (p.daily_visits IS NOT NULL OR p.daily_grams IS NOT NULL)
  UNION SELECT wanted
$$;

-- What a point still takes on the local date of a moment, null where it has no limit: visits and grams (below zero when a limit was lowered
-- below what is booked), and the least load among those who wait in a time of that date that has a place itself, so only for the day. Holds count;
-- one that ran out does not, except for whoever accepts, who is to let go of it first. `besides` is a booking that is given back by the same act, or
-- was a moment ago; `own_grams` is its load where it is of that date, so that whoever only moves within the day takes nothing from those who wait for it.
-- Volatile, so that its statements see what others have committed: whoever accepts waits here for the point, and counts only then.
CREATE FUNCTION point_day_left(point text, moment timestamptz, present timestamptz, besides text, accepting boolean, OUT visits integer, OUT grams bigint, OUT kept_grams integer, OUT own_grams integer)
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  place record;
  midnight timestamp;
  day_from timestamptz;
  day_until timestamptz;
  taken record;
  not_counted record;
BEGIN
  SELECT p.daily_visits, p.daily_grams, p.time_zone INTO place FROM recycling_point p WHERE p.id = point;
  IF place.daily_visits IS NULL AND place.daily_grams IS NULL THEN
    RETURN;
  END IF;
  IF accepting THEN
    SELECT p.daily_visits, p.daily_grams, p.time_zone INTO place FROM recycling_point p WHERE p.id = point FOR NO KEY UPDATE;
  END IF;
  midnight := date_trunc('day', moment AT TIME ZONE place.time_zone);
  day_from := midnight AT TIME ZONE place.time_zone;
  day_until := (midnight + interval '1 day') AT TIME ZONE place.time_zone;
  SELECT coalesce(sum(s.taken_visits), 0)::integer AS visits, coalesce(sum(s.taken_grams), 0)::bigint AS grams,
    min(s.waiting_min_grams) FILTER (WHERE s.kind = 'point' AND s.status = 'open' AND present < s.starts_at - make_interval(mins => s.book_cutoff_minutes)
      AND s.taken_visits < s.capacity_visits AND (s.capacity_grams IS NULL OR s.taken_grams + s.waiting_min_grams <= s.capacity_grams)) AS waiting
    INTO taken
  FROM slot s WHERE s.point_id = point AND s.kind <> 'home' AND s.starts_at >= day_from AND s.starts_at < day_until;
  SELECT count(*)::integer AS visits, coalesce(sum(b.declared_grams), 0)::bigint AS grams INTO not_counted
  FROM slot s JOIN booking b ON b.slot_id = s.id AND b.takes_capacity
  WHERE s.point_id = point AND s.kind <> 'home' AND s.starts_at >= day_from AND s.starts_at < day_until
    AND (b.id = besides OR (NOT accepting AND b.state = 'held' AND b.hold_expires_at <= present));
  visits := place.daily_visits - taken.visits + not_counted.visits;
  grams := place.daily_grams - taken.grams + not_counted.grams;
  kept_grams := taken.waiting;
  SELECT b.declared_grams INTO own_grams FROM booking b JOIN slot s ON s.id = b.slot_id
  WHERE b.id = besides AND s.point_id = point AND s.kind <> 'home' AND s.starts_at >= day_from AND s.starts_at < day_until
    AND b.state <> 'hold_expired' AND NOT (b.state = 'held' AND b.hold_expires_at <= present);
END
$$;

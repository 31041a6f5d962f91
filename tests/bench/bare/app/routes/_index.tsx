import { Link, useLoaderData } from "@remix-run/react";

const cards = Array.from({ length: 24 }, (_, n) => ({
  id: `0193-${n}`,
  title: `Oak chair number ${n}`,
  price: n % 3 === 0 ? "free" : `${n}.50 EUR`,
  place: `Quarter ${n % 7}`,
  distance: `${n * 100} m`,
  image: `/photos/${n}/400.webp`,
}));

export function loader() {
  return { cards };
}

export default function Index() {
  const data = useLoaderData<typeof loader>();
  return (
    <main>
      <h1>Listings</h1>
      <ul>
        {data.cards.map((card) => (
          <li key={card.id}>
            <Link to={`/listings/${card.id}`}>
              <img src={card.image} alt="" width={400} height={300} />
              <h2>{card.title}</h2>
              <p>{card.price}</p>
              <p>
                {card.place} · {card.distance}
              </p>
            </Link>
          </li>
        ))}
      </ul>
    </main>
  );
}

/** The one door through which interface parts reach the framework; everything else imports from here. */
export {
  Form,
  Link,
  NavLink,
  useFetcher,
  useFetchers,
  useLocation,
  useNavigate,
  useNavigation,
  useRevalidator,
  useRouteLoaderData,
  useSearchParams,
  useSubmit,
} from "@remix-run/react";

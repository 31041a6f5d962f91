import { SubmitButton } from "#app/ui/buttons.tsx";
import { StateBadge } from "#app/ui/badge.tsx";
import { Card } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Form } from "#app/ui/remix.ts";
import { DateTime, formatInstant } from "#app/ui/time.tsx";
import type { DeviceView } from "../devices.schema.ts";

/** A recycler's devices with when they were last there and how their clocks stand. */
export function DeviceList({ devices, locale, mayManage }: { devices: readonly DeviceView[]; locale: string; mayManage: boolean }) {
  const { t } = useTranslation("devices");
  return (
    <ul className="grid gap-3 lg:grid-cols-2">
      {devices.map((device) => (
        <Card as="li" key={device.id} className="grid content-start gap-3">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <h2 className="text-lg wrap-anywhere">{device.name}</h2>
            <StateBadge stage={device.state === "active" ? "done" : "stopped"}>{t(`states.${device.state}`)}</StateBadge>
          </div>
          <DefinitionList
            items={[
              { term: t("form.kind"), value: t(`kinds.${device.kind}`) },
              { term: t("point"), value: <span className="wrap-anywhere">{device.pointName}</span> },
              { term: t("lastSeen"), value: device.lastSeenAt ? <DateTime at={device.lastSeenAt} locale={locale} timeZone={device.timeZone} format="datetime" /> : t("never") },
              ...(device.clockAheadSeconds === null ? [] : [{ term: t("clock"), value: <Clock seconds={device.clockAheadSeconds} /> }]),
              ...(device.revokedAt ? [{ term: t("revokedAt"), value: <DateTime at={device.revokedAt} locale={locale} timeZone={device.timeZone} format="datetime" /> }] : []),
              { term: t("key"), value: <code className="text-sm break-all">{device.thumbprint}</code> },
            ]}
          />
          {device.refusedAt && device.refusedCode ? (
            <p className="text-sm" suppressHydrationWarning>
              {t("lastRefused", { time: formatInstant(device.refusedAt, { locale, timeZone: device.timeZone, format: "datetime" }), reason: t(`errors.${device.refusedCode.split(".")[1] ?? ""}`) })}
            </p>
          ) : null}
          {mayManage && device.state === "active" ? (
            <Form method="post" className="flex flex-wrap items-center gap-3 border-t border-line pt-3">
              <input type="hidden" name="deviceId" value={device.id} />
              <input type="hidden" name="version" value={device.version} />
              <SubmitButton variant="danger" size="sm" name="intent" value="revoke">
                {t("revoke")}
              </SubmitButton>
              <span className="text-sm text-ink-soft">{t("revokeHint")}</span>
            </Form>
          ) : null}
        </Card>
      ))}
    </ul>
  );
}

/** A few seconds are the way of the request, not the clock. */
function Clock({ seconds }: { seconds: number }) {
  const { t } = useTranslation("devices");
  if (Math.abs(seconds) <= 5) return <>{t("clockRight")}</>;
  return <>{t(seconds > 0 ? "clockAhead" : "clockBehind", { seconds: Math.abs(seconds) })}</>;
}

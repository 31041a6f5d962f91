import { useTranslation } from "#app/ui/i18n.ts";
import { formatCo2e } from "#app/shared/units.ts";
import { Alert } from "../alert.tsx";
import { Avatar } from "../avatar.tsx";
import { Badge, StateBadge } from "../badge.tsx";
import { Button } from "../buttons.tsx";
import { Card, MediaCard } from "../card.tsx";
import { Chip } from "../chip.tsx";
import { Dialog, DialogClose, DialogTrigger } from "../dialog.tsx";
import { GoodsDrawing } from "../drawings/goods-drawing.tsx";
import { MaterialDrawing } from "../drawings/material-drawing.tsx";
import { Segmented } from "../forms/choices.tsx";
import { Loader } from "../loader.tsx";
import { Section } from "../page.tsx";
import { Skeleton } from "../skeleton.tsx";
import { useToast } from "../toast.tsx";
import type { ThemeName } from "../tokens.ts";
import { BothThemes, Row } from "./both-themes.tsx";

export function SmallParts() {
  const { t } = useTranslation("design");
  return (
    <Section id="small" title={t("small.title")}>
      <BothThemes>
        {() => (
          <>
            <Row>
              <Chip icon="locate">{t("small.static")}</Chip>
              <Chip to="/design" count={24}>
                {t("small.link")}
              </Chip>
              <Chip to="/design" selected>
                {t("small.selected")}
              </Chip>
              <Chip removeTo="/design">{t("small.remove")}</Chip>
            </Row>
            <Row>
              <Badge>{t("small.grade")}</Badge>
              <Badge tone="marigold">{t("small.new")}</Badge>
              <Badge tone="leaf" icon="recycle">
                {t("small.remanufactured")}
              </Badge>
              <Badge tone="sky">{t("small.info")}</Badge>
              <Badge tone="clay">{t("small.negative")}</Badge>
            </Row>
            <Row>
              {(["waiting", "active", "done", "stopped", "problem"] as const).map((stage) => (
                <StateBadge key={stage} stage={stage}>
                  {t(`small.${stage}`)}
                </StateBadge>
              ))}
            </Row>
            <Row>
              <Avatar name={t("small.person")} size="lg" />
              <Avatar name={t("small.household")} kind="household" />
              <Avatar name={t("small.community")} kind="community" />
              <Avatar name={t("small.recycler")} kind="recycler" />
              <Avatar name={t("small.han")} />
              <Avatar name={t("small.han")} size="sm" kind="household" />
            </Row>
          </>
        )}
      </BothThemes>
    </Section>
  );
}

export function Cards({ locale }: { locale: string }) {
  const { t } = useTranslation("design");
  const kept = (grams: number) => t("cards.figure", { value: formatCo2e(grams, locale) });
  return (
    <Section id="cards" title={t("cards.title")}>
      <BothThemes>
        {() => (
          <>
            <div className="grid grid-cols-2 gap-3">
              <MediaCard to="/listings" fallback={<GoodsDrawing group="furniture" size={132} />} title={t("cards.chair")} price={t("cards.free")} meta={t("cards.meta")} figure={kept(18_200)} badge={<Badge tone="marigold">{t("small.new")}</Badge>} />
              <MediaCard to="/listings" fallback={<GoodsDrawing group="bicycles" size={132} />} title={t("cards.bike")} price={t("cards.price")} meta={t("cards.meta")} figure={kept(96_000)} badge={<Badge tone="leaf">{t("small.remanufactured")}</Badge>} />
              <MediaCard to="/listings" fallback={<MaterialDrawing group="glass" size={132} />} title={t("cards.jars")} price={t("cards.free")} meta={t("cards.meta")} figure={kept(3100)} />
              <Skeleton shape="card" />
            </div>
            <div className="grid gap-3 sm:grid-cols-2">
              <Card>{t("cards.plain")}</Card>
              <Card tone="leaf">{t("cards.tinted")}</Card>
            </div>
          </>
        )}
      </BothThemes>
    </Section>
  );
}

export function Feedback() {
  const { t } = useTranslation("design");
  return (
    <Section id="feedback" title={t("feedback.title")}>
      <BothThemes>{(theme) => <FeedbackSpecimens theme={theme} />}</BothThemes>
    </Section>
  );
}

function FeedbackSpecimens({ theme }: { theme: ThemeName }) {
  const { t } = useTranslation("design");
  const toast = useToast();
  const dialogId = `${theme}-dialog`;
  const sheetId = `${theme}-sheet`;
  return (
    <>
      <Alert>{t("feedback.info")}</Alert>
      <Alert tone="success">{t("feedback.success")}</Alert>
      <Alert tone="warning" title={t("feedback.warningTitle")}>
        {t("feedback.warning")}
      </Alert>
      <Alert
        tone="error"
        title={t("feedback.errorTitle")}
        action={
          <Button variant="secondary" size="sm" icon="refresh">
            {t("feedback.again")}
          </Button>
        }
      >
        {t("feedback.error")}
      </Alert>
      <Row>
        <Button variant="secondary" onClick={() => toast({ tone: "success", text: t("feedback.toast"), action: { label: t("feedback.undo"), onPress: () => undefined } })}>
          {t("feedback.showToast")}
        </Button>
        <DialogTrigger dialogId={dialogId}>{t("feedback.openDialog")}</DialogTrigger>
        <DialogTrigger dialogId={sheetId} icon="filter">
          {t("feedback.openSheet")}
        </DialogTrigger>
      </Row>
      <Dialog
        id={dialogId}
        title={t("feedback.dialogTitle")}
        footer={
          <>
            <DialogClose dialogId={dialogId}>{t("feedback.keep")}</DialogClose>
            <DialogClose dialogId={dialogId} variant="danger">
              {t("buttons.danger")}
            </DialogClose>
          </>
        }
      >
        <p>{t("feedback.dialogText")}</p>
      </Dialog>
      <Dialog id={sheetId} kind="sheet" title={t("feedback.sheetTitle")} footer={<DialogClose dialogId={sheetId}>{t("forms.save")}</DialogClose>}>
        <Segmented
          legend={t("forms.view")}
          name={`${theme}-sheet-view`}
          defaultValue="list"
          options={[
            { value: "list", label: t("forms.list"), icon: "list" },
            { value: "map", label: t("forms.map"), icon: "map" },
          ]}
        />
      </Dialog>
      <Row>
        <Loader label={t("feedback.loading")} />
        <Loader size="lg" />
      </Row>
      <Skeleton lines={3} />
    </>
  );
}

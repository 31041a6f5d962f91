import { useTranslation } from "#app/ui/i18n.ts";
import { Button, IconButton, LinkButton } from "../buttons.tsx";
import { MaterialDrawing } from "../drawings/material-drawing.tsx";
import { RadioCards, Segmented } from "../forms/choices.tsx";
import { Field } from "../forms/field.tsx";
import { FormErrorSummary } from "../forms/form-error-summary.tsx";
import { Checkbox, Input, Select, Textarea } from "../forms/inputs.tsx";
import { NumberPad } from "../forms/number-pad.tsx";
import { PhotoInput } from "../forms/photo-input.tsx";
import { Section } from "../page.tsx";
import type { ThemeName } from "../tokens.ts";
import { BothThemes, Row } from "./both-themes.tsx";

export function Buttons() {
  const { t } = useTranslation("design");
  return (
    <Section id="buttons" title={t("buttons.title")}>
      <BothThemes>
        {() => (
          <>
            <Row>
              <Button>{t("buttons.primary")}</Button>
              <Button variant="secondary">{t("buttons.secondary")}</Button>
              <Button variant="quiet">{t("buttons.quiet")}</Button>
              <Button variant="danger" icon="trash">
                {t("buttons.danger")}
              </Button>
            </Row>
            <Row>
              <Button busy>{t("buttons.busy")}</Button>
              <Button variant="secondary" busy>
                {t("buttons.busy")}
              </Button>
              <Button disabled>{t("buttons.disabled")}</Button>
              <Button variant="secondary" disabled>
                {t("buttons.disabled")}
              </Button>
            </Row>
            <Row>
              <Button size="sm" icon="plus">
                {t("buttons.small")}
              </Button>
              <Button size="lg" iconEnd="arrow-right">
                {t("buttons.large")}
              </Button>
              <LinkButton to="/design" variant="secondary" iconEnd="arrow-right">
                {t("buttons.link")}
              </LinkButton>
              <IconButton icon="edit" label={t("buttons.icon")} />
              <IconButton icon="edit" label={t("buttons.icon")} variant="secondary" />
              <IconButton icon="plus" label={t("buttons.icon")} variant="primary" />
              <IconButton icon="edit" label={t("buttons.icon")} variant="secondary" disabled />
            </Row>
            <Button wide variant="secondary">
              {t("buttons.wide")}
            </Button>
          </>
        )}
      </BothThemes>
    </Section>
  );
}

const offers = ["sale", "free", "swap", "loan"] as const;
const bring = ["glass", "paper", "plastic", "metal"] as const;

export function Forms() {
  const { t } = useTranslation("design");
  return (
    <Section id="forms" title={t("forms.title")}>
      <BothThemes>{(theme) => <FormSpecimens theme={theme} />}</BothThemes>
    </Section>
  );
}

function FormSpecimens({ theme }: { theme: ThemeName }) {
  const { t } = useTranslation("design");
  const { t: materials } = useTranslation("materials");
  const id = (name: string) => `${theme}-${name}`;
  return (
    <>
      <FormErrorSummary
        takeFocus={false}
        errors={[
          { fieldId: id("bad"), message: t("forms.missing") },
          { fieldId: id("bring"), message: t("forms.materialsError") },
        ]}
      />
      <Field label={t("forms.name")} hint={t("forms.nameHint")} id={id("name")}>
        <Input name={id("name")} defaultValue={t("forms.nameValue")} />
      </Field>
      <Field label={t("forms.name")} error={t("forms.missing")} id={id("bad")}>
        <Input name={id("bad")} defaultValue={t("forms.nameValue").slice(0, 2)} />
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label={t("forms.search")} id={id("search")}>
          <Input name={id("search")} icon="search" type="search" />
        </Field>
        <Field label={t("forms.weight")} optional id={id("weight")}>
          <Input name={id("weight")} unit="kg" inputMode="decimal" defaultValue="24.3" className="tabular" />
        </Field>
        <Field label={t("forms.condition")} id={id("condition")}>
          <Select name={id("condition")} options={(["good", "used", "repair"] as const).map((value) => ({ value, label: t(`forms.conditions.${value}`) }))} />
        </Field>
        <Field label={t("forms.disabled")} id={id("off")}>
          <Input name={id("off")} disabled defaultValue={t("forms.disabledValue")} />
        </Field>
      </div>
      <Field label={t("forms.story")} id={id("story")}>
        <Textarea name={id("story")} rows={3} />
      </Field>
      <div>
        <Checkbox id={id("agree")} label={t("forms.agree")} hint={t("forms.agreeHint")} />
        <Checkbox id={id("done")} label={t("forms.done")} defaultChecked />
        <Checkbox id={id("agree-bad")} label={t("forms.agree")} error={t("forms.agreeError")} />
        <Checkbox id={id("never")} label={t("forms.off")} disabled />
      </div>
      <RadioCards
        id={id("offer")}
        legend={t("forms.offer")}
        name={id("offer")}
        defaultValue="free"
        options={offers.map((value) => ({ value, label: t(`forms.offers.${value}`), hint: t(`forms.offerHints.${value}`), icon: value === "sale" ? "tag" : value === "free" ? "gift" : value === "swap" ? "swap" : "clock", disabled: value === "loan" }))}
      />
      <RadioCards
        id={id("bring")}
        legend={t("forms.materials")}
        name={id("bring")}
        multiple
        defaultValues={["paper"]}
        error={t("forms.materialsError")}
        options={bring.map((value) => ({ value, label: materials(`groups.${value}`), drawing: <MaterialDrawing group={value} size={44} /> }))}
      />
      <Segmented
        legend={t("forms.view")}
        name={id("view")}
        defaultValue="list"
        options={[
          { value: "list", label: t("forms.list"), icon: "list" },
          { value: "map", label: t("forms.map"), icon: "map" },
        ]}
      />
      <NumberPad id={id("pad")} name={id("pad")} label={t("forms.pad")} unit="kg" defaultValue="24.3" />
      <PhotoInput id={id("photos")} name={id("photos")} label={t("forms.photos")} hint={t("forms.photosHint")} max={6} />
    </>
  );
}

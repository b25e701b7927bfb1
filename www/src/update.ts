import type { Inspection, Plan, PlanMeasure } from "./contract";
import { draftOfAdjust, groupColumns, withAdjust } from "./lib/adjust";
import { FEWEST, questions, scoreOf } from "./lib/score";
import { draftOf, firstWrong, mostOf, nationOf } from "./nation";
import { scaleOf } from "./percent";
import { forSystem, system } from "./system";
import { type Address, type Effect, type Message, type Model, NO_FILES, type Step, type Task } from "./state";

const NO_WORK = { work: null } as const;
/** What follows by itself on something else, whose message stands. */
const FOLLOWING: readonly Task[] = ["overview", "propose", "adopt"];

/** One step: what the state becomes and what shall be done. */
export function update(model: Model, message: Message): Step {
  switch (message.type) {
    case "opened":
      return [{ ...fromAddress(model, message.address), today: message.today }, [{ type: "start" }]];
    case "address":
      return followed(model, message.address);
    case "resized":
      return [{ ...model, width: message.width }, []];
    case "language":
      return moved({ ...model, lang: message.lang }, false);
    case "region": {
      const [next, effects] = regionChosen(model, message.region);
      return [{ ...next, said: message.region ? "regionChosen" : null }, effects];
    }
    case "go":
      return moved(
        { ...model, view: message.view, measure: message.measure ?? null, failure: null, said: null },
        true,
        [
          { type: "focus", id: "title" },
          ...(message.view === "resultat" ? forRegion(model) : []),
          ...forSystem({ ...model, view: message.view }),
        ],
      );
    case "started":
      return [
        { ...model, ...NO_WORK, start: message.start },
        model.region
          ? [{ type: "overview", region: model.region }, ...forSystem({ ...model, start: message.start })]
          : [],
      ];
    case "overview":
      return message.region === model.region ? [{ ...model, ...NO_WORK, overview: message.result }, []] : [model, []];
    case "dragging":
      return [{ ...model, dragging: message.over }, []];
    case "near":
      return model.practised || model.work?.task === "add" || model.files.length > 0
        ? [model, []]
        : [{ ...model, practised: true }, [{ type: "practise" }]];
    case "comment":
      return [{ ...model, comments: { ...model.comments, [message.measure]: message.text } }, []];
    case "cursor":
      return [{ ...model, cursors: { ...model.cursors, [message.chart]: message.index } }, []];
    case "said":
      return [{ ...model, said: message.said }, []];
    case "dismiss":
      return [{ ...model, failure: null }, [{ type: "focus", id: "title" }]];
    case "jump":
      return [model, [{ type: "focus", id: message.id }]];
    case "system":
    case "systemed":
    case "shown":
    case "earlier":
    case "moved":
      return system(model, message);
    case "copy":
    case "save":
    case "picture":
    case "print":
      return [{ ...model, said: null }, [message]];
    default:
      return ownFile(model, message);
  }
}

type OwnMessage = Exclude<
  Message,
  {
    type:
      | "opened"
      | "address"
      | "resized"
      | "language"
      | "region"
      | "go"
      | "started"
      | "overview"
      | "dragging"
      | "near"
      | "comment"
      | "cursor"
      | "said"
      | "dismiss"
      | "jump"
      | "system"
      | "systemed"
      | "shown"
      | "earlier"
      | "moved"
      | "copy"
      | "save"
      | "picture"
      | "print";
  }
>;

/** What happens to the user's own file, its plan and its result. */
function ownFile(model: Model, message: OwnMessage): Step {
  switch (message.type) {
    case "chose":
      return message.files.length === 0
        ? [model, []]
        : moved({ ...model, view: "fil", failure: null, said: null, dragging: false }, model.view !== "fil", [
            { type: "add", files: message.files },
          ]);
    case "example":
      return moved({ ...model, view: "fil", failure: null, said: null }, model.view !== "fil", [
        { type: "example", name: message.name },
      ]);
    case "working":
      return [
        {
          ...model,
          said: FOLLOWING.includes(message.task) ? model.said : null,
          work: { task: message.task, name: message.name, done: 0, total: 0, shown: false },
        },
        [],
      ];
    case "slow":
      return model.work ? [{ ...model, work: { ...model.work, shown: true } }, []] : [model, []];
    case "progress":
      return model.work
        ? [{ ...model, work: { ...model.work, done: message.done, total: message.total } }, []]
        : [model, []];
    case "idle":
      return [{ ...model, ...NO_WORK }, []];
    case "added": {
      const { type: _, ...file } = message;
      const files = [...model.files, file];
      return [
        { ...model, ...NO_WORK, files, said: "fileRead", stale: model.result !== null },
        [
          ...(model.saved ? [{ type: "adopt", plan: model.saved, files: files.length } as const] : propose(model)),
          { type: "focus", id: `file-${files.length - 1}` },
        ],
      ];
    }
    case "correct":
      return [
        { ...model, failure: null, stale: model.result !== null },
        [{ type: "correct", file: message.file, correction: message.correction }],
      ];
    case "corrected": {
      const files = model.files.map((file, index) =>
        index === message.file ? { ...file, inspection: message.inspection } : file,
      );
      return [{ ...model, ...NO_WORK, files, said: "readAgain" }, propose(model)];
    }
    case "open-plan":
      return [{ ...model, failure: null }, [{ type: "adopt", plan: message.file, files: model.files.length }]];
    case "adopted":
      return adopted(model, message.plan, message.inspections);
    case "planned":
      return [{ ...model, ...NO_WORK, plan: kept(model, message.plan), scores: {} }, []];
    case "measure":
      return planChanged(model, (plan) => ({
        ...plan,
        measures: plan.measures?.map((one) => (one.id === message.id ? { ...one, ...message.change } : one)),
      }));
    case "adjust":
      return planChanged({ ...model, adjust: message.draft }, (plan) =>
        withAdjust(plan, message.draft, groupColumns(model)),
      );
    case "score":
      return planChanged({ ...model, scores: { ...model.scores, [message.id]: message.draft } }, (plan) => ({
        ...plan,
        measures: plan.measures?.map((one) => (one.id === message.id ? { ...one, ...scoreOf(message.draft) } : one)),
      }));
    case "add-measure": {
      const [next] = planChanged(model, (plan) => ({ ...plan, measures: [...(plan.measures ?? []), message.measure] }));
      return [next, [{ type: "focus", id: `m-${message.measure.id}-label` }]];
    }
    case "drop-measure": {
      const [next] = planChanged(model, (plan) => ({
        ...plan,
        measures: plan.measures?.filter((one) => one.id !== message.id),
      }));
      return [next, [{ type: "focus", id: "plan-title" }]];
    }
    case "plan":
      return planChanged(model, (plan) => ({ ...plan, ...message.change }));
    case "nation": {
      const measure = model.plan?.measures?.find((one) => one.id === message.id);
      if (!measure) return [model, []];
      const draft = { ...(model.drafts[message.id] ?? draftOf(measure)), ...message.change };
      const drafts = { ...model.drafts, [message.id]: draft };
      return planChanged({ ...model, drafts }, (plan) => ({
        ...plan,
        measures: plan.measures?.map((one) =>
          one.id === message.id ? { ...one, nation: nationOf(draft, scaleOf(one), mostOf(one, model)) } : one,
        ),
      }));
    }
    case "analyse": {
      const wrong = firstWrong(model);
      if (wrong !== null)
        return moved({ ...model, view: "fil", measure: null }, model.view !== "fil", [{ type: "focus", id: wrong }]);
      return model.plan ? [{ ...model, failure: null }, [{ type: "analyse", plan: model.plan }]] : [model, []];
    }
    case "analysed": {
      const rerun = model.view === "resultat" && model.result !== null && model.resultRegion !== message.region;
      const [next, effects] = moved(
        {
          ...model,
          ...NO_WORK,
          result: message.result,
          resultRegion: message.region,
          stale: false,
          said: "analysed",
          view: "resultat",
          measure: null,
        },
        model.view !== "resultat",
        rerun ? [] : [{ type: "focus", id: "title" }],
      );
      return [next, [...effects, ...forRegion(next)]];
    }
    case "export":
      return model.plan
        ? [{ ...model, failure: null }, [{ type: "export", plan: model.plan, format: message.format }]]
        : [model, []];
    case "cancel":
      return [model, [{ type: "cancel" }]];
    case "cancelled":
      return [
        { ...(message.lost ? { ...model, ...NO_FILES } : model), ...NO_WORK, said: "cancelled" },
        [{ type: "focus", id: "title" }],
      ];
    case "clear":
      return moved(
        {
          ...model,
          ...NO_FILES,
          ...NO_WORK,
          failure: null,
          said: "cleared",
          comments: {},
          view: model.view === "resultat" ? "fil" : model.view,
        },
        model.view === "resultat",
        [
          { type: "clear" },
          ...(model.region && !model.overview ? [{ type: "overview", region: model.region } as const] : []),
          { type: "focus", id: "title" },
        ],
      );
    case "failed":
      return [
        { ...(message.lost ? { ...model, ...NO_FILES } : model), ...NO_WORK, saved: null, failure: message.failure },
        // A saved plan that does not fit the file leaves it without one.
        [...(model.saved && !model.plan ? propose(model) : []), { type: "focus", id: "failure" }],
      ];
  }
}

/** A saved plan is the plan; the files are as it says. Without a region chosen, its region is. */
function adopted(model: Model, plan: Plan, inspections: Inspection[]): Step {
  const region = model.region ?? plan.region ?? null;
  const files = model.files.map((file, at) => ({ ...file, inspection: inspections[at] ?? file.inspection }));
  const given = { ...plan, ...(region ? { region } : {}) };
  const next: Model = {
    ...model,
    ...NO_WORK,
    files,
    saved: given,
    plan: files.length > 0 ? given : null,
    drafts: {},
    scores: {},
    adjust: null,
    said: "planOpened",
    stale: model.result !== null,
  };
  return region === model.region ? [next, []] : regionChosen(next, region);
}

const propose = (model: Model): Effect[] => (model.region ? [{ type: "propose", region: model.region }] : []);

const addressOf = ({ region, lang, view, measure }: Model): Address => ({ region, lang, view, measure });

function moved(model: Model, push: boolean, effects: Effect[] = []): Step {
  return [model, [{ type: "address", address: addressOf(model), push }, ...effects]];
}

/** A result cannot be linked to: without a file the view is the file's. */
function fromAddress(model: Model, address: Address): Model {
  const view = address.view === "resultat" && !model.result ? "fil" : address.view;
  return {
    ...model,
    ...address,
    view: (view === "indikator" || view === "metod") && !address.measure ? "oversikt" : view,
  };
}

function followed(model: Model, address: Address): Step {
  const next = fromAddress(model, address);
  if (next.region === model.region)
    return [
      next,
      next.view === model.view && next.measure === model.measure
        ? []
        : [{ type: "focus", id: "title" }, ...forSystem(next)],
    ];
  const [chosen, effects] = regionChosen(next, next.region);
  return [chosen, effects.filter((effect) => effect.type !== "address")];
}

function regionChosen(model: Model, region: string | null): Step {
  const plan = model.plan && region ? { ...model.plan, region } : model.plan;
  const [next, effects] = moved({ ...model, region, overview: null, plan }, false);
  if (region && model.start) effects.push({ type: "overview", region });
  if (region && !model.plan && model.files.length > 0) effects.push({ type: "propose", region });
  if (next.view === "resultat") effects.push(...forRegion(next));
  effects.push(...forSystem(next));
  return [next, effects];
}

/** The result is computed again for the region that is now chosen, once what is under way has come; not with a wrong number. */
function forRegion(model: Model): Effect[] {
  const { plan, region, result, work } = model;
  if (!plan || !region || !result || model.resultRegion === region) return [];
  return work?.task === "analyse" || firstWrong(model) !== null ? [] : [{ type: "analyse", plan }];
}

function planChanged(model: Model, change: (plan: Plan) => Plan): Step {
  return model.plan ? [{ ...model, plan: change(model.plan), stale: model.result !== null }, []] : [model, []];
}

/**
 * A new proposal keeps what the user has chosen: for all, for measures whose column still is one, and of what is asked of
 * all regions at once that which names no group.
 */
function kept(model: Model, proposed: Plan): Plan {
  const { confidence, multiplicity, disclosure, reliability, compare, deflator } = model.plan ?? {};
  const chosen = { confidence, multiplicity, disclosure, reliability, compare, deflator };
  const before = model.plan?.measures ?? [];
  const { funnel: { units: _, ...funnel } = {}, slope: __, ...across } = model.plan?.across ?? {};
  const asked = { ...across, ...(Object.keys(funnel).length > 0 ? { funnel } : {}) };
  const gathered = Object.entries(model.plan?.gather ?? {}).filter(([column]) => proposed.groups?.includes(column));
  const next: Plan = {
    ...proposed,
    ...(Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined)) as Partial<Plan>),
    ...(Object.keys(asked).length > 0 ? { across: asked } : {}),
    ...(gathered.length > 0 ? { gather: Object.fromEntries(gathered) } : {}),
    ...(model.region ? { region: model.region } : {}),
    measures: [
      ...(proposed.measures ?? []).flatMap((one) => {
        const of = (it: PlanMeasure): string => JSON.stringify([it.type, it.column, it.denominator, it.unit]);
        const same = one.type.startsWith("amount")
          ? before.filter((other) => of(other) === of(one))
          : before.filter((other) => other.column === one.column && other.type === one.type);
        return same.length > 0 ? same : [one];
      }),
      ...scoresOf(before, model),
    ],
  };
  const adjust = draftOfAdjust(model);
  return adjust.kind === "none" ? next : withAdjust(next, adjust, groupColumns(model));
}

/** The dimensions that still have several questions in the files. */
function scoresOf(measures: readonly PlanMeasure[], model: Model): PlanMeasure[] {
  const there = new Set(questions(model).map((column) => column.name));
  return measures
    .filter((one) => one.type === "score")
    .map((one) => ({ ...one, items: one.items?.filter((item) => there.has(item.column)) ?? [] }))
    .filter((one) => one.items.length >= FEWEST);
}

/** What happens to the system perspective: its plan, its result, and what a change moved. */
import type { Plan, PlanSystem } from "./contract";
import type { Effect, Message, Model, Step } from "./state";

/** The own file's plan, if there is one, with what is asked of the system perspective. */
export const systemPlan = (model: Model, plan: PlanSystem = model.system.plan): Plan => ({
  ...(model.plan ?? { plan: 1 as const }),
  ...(model.region ? { region: model.region } : {}),
  system: plan,
});

/** What must be computed before the view can be shown. */
export function forSystem(model: Model): Effect[] {
  const ready = model.view === "kostnad" && model.start !== null && model.region !== null;
  const plan = systemPlan(model);
  return ready && model.system.of !== JSON.stringify(plan) ? [{ type: "system", plan }] : [];
}

/** What figures depend on: another period shows other figures, it moves none. */
const movable = ({ equalisation, quadrant = {} }: PlanSystem): string =>
  JSON.stringify([equalisation, quadrant.cost, quadrant.indicators, quadrant.least]);

type Own = Extract<Message, { type: "system" | "systemed" | "shown" | "earlier" | "moved" }>;

export function system(model: Model, message: Own): Step {
  const now = model.system;
  const kept = (change: Partial<Model["system"]>): Model => ({
    ...model,
    failure: null,
    system: { ...now, ...change },
  });
  switch (message.type) {
    case "system": {
      const plan: PlanSystem = { ...now.plan, ...message.change };
      const moves = movable(plan) !== movable(now.plan);
      const next = kept(moves ? { plan, moved: null, movedFrom: null } : { plan });
      const before = { plan: systemPlan(model) };
      return [
        next,
        [
          { type: "system", plan: systemPlan(next) },
          ...(moves && now.result ? [{ type: "moved" as const, before, after: systemPlan(next) }] : []),
        ],
      ];
    }
    case "systemed":
      return [{ ...kept({ result: message.result, of: message.of }), work: null }, []];
    case "shown":
      return [kept({ shown: message.measure }), []];
    case "earlier":
      return [kept({ moved: null }), [{ type: "moved", before: { file: message.file }, after: systemPlan(model) }]];
    case "moved":
      if (message.of !== JSON.stringify(systemPlan(model))) return [{ ...model, work: null }, []];
      return [
        { ...kept({ moved: message.moved, movedFrom: message.from }), work: null },
        message.from === null ? [] : [{ type: "focus", id: "moved-title" }],
      ];
  }
}

/** Types of resources and data sources, with the older names that the provider still takes. */
export const LOAD_BALANCERS = ["aws_lb", "aws_alb"] as const;
export const LISTENERS = ["aws_lb_listener", "aws_alb_listener"] as const;
export const LISTENER_RULES = ["aws_lb_listener_rule", "aws_alb_listener_rule"] as const;
export const TARGET_GROUPS = ["aws_lb_target_group", "aws_alb_target_group"] as const;
export const TARGET_ATTACHMENTS = [
  "aws_lb_target_group_attachment",
  "aws_alb_target_group_attachment",
] as const;

-- What each running service may do, and no more: no DDL, no other service's tables.
GRANT SELECT, INSERT ON orders TO '${order_user}'@'%';
GRANT SELECT, INSERT, DELETE ON tx_attempt TO '${order_user}'@'%';
GRANT SELECT ON tx_environment TO '${order_user}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON web_session TO '${order_user}'@'%';
GRANT SELECT, INSERT, DELETE ON message_trace TO '${order_user}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON redelivery TO '${order_user}'@'%';
GRANT SELECT, UPDATE ON redelivery_search TO '${order_user}'@'%';
GRANT SELECT, INSERT ON operator_action TO '${order_user}'@'%';
-- To see what is missing, and to settle what was parked. What was parked stays as it is, but for its state.
GRANT SELECT ON logistics TO '${order_user}'@'%';
GRANT SELECT, UPDATE (state, resolved_at, resolved_by) ON parked_message TO '${order_user}'@'%';

GRANT SELECT, INSERT ON logistics TO '${logistics_user}'@'%';
GRANT SELECT, INSERT ON parked_message TO '${logistics_user}'@'%';
GRANT INSERT ON message_trace TO '${logistics_user}'@'%';
GRANT SELECT ON tx_environment TO '${logistics_user}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON web_session TO '${logistics_user}'@'%';
-- To tell whether a paid order stands behind a shipment.
GRANT SELECT (order_id, user_id, attempt_id) ON orders TO '${logistics_user}'@'%';

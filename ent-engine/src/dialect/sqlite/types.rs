use super::Sqlite;
use crate::dialect::{TypeError, Types};
use crate::model::DataType;

impl Types for Sqlite {
    fn parse_type(&self, text: &str) -> Result<DataType, TypeError> {
        Ok(DataType::new(text))
    }

    fn type_sql(&self, ty: &DataType) -> String {
        ty.to_string()
    }

    fn same_type(&self, previous: &DataType, next: &DataType) -> bool {
        previous == next
    }
}
